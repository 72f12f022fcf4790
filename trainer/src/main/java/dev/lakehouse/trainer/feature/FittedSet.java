package dev.lakehouse.trainer.feature;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feed.Category;

/** Which of the names that are known are in a list: the i-th has the id i + 1, and all others together have 0. */
record FittedSet(String name, List<String> names) implements FittedFeature {
    FittedSet {
        names = List.copyOf(names);
    }

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.NAMES);
    }

    @Override
    public Optional<Category> set() {
        return Optional.of(new Category(name, names.size() + 1));
    }

    @Override
    public RowEncoder encoder(ColumnValues values, int at) {
        ColumnValues.NameLists lists = (ColumnValues.NameLists) values;
        int[] ids = Vocabulary.ids(names, lists.names());
        return (rows, from, to, encoded) -> {
            for (int row = from; row < to; row++) {
                for (int i = lists.starts()[rows[row]]; i < lists.starts()[rows[row] + 1]; i++) {
                    encoded.member(row, at + ids[lists.ids()[i]]);
                }
            }
        };
    }
}
