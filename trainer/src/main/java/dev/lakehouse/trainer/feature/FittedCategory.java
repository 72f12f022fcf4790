package dev.lakehouse.trainer.feature;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feed.Category;

/** One of the names that are known: the i-th has the id i + 1, and all others, and none, have 0. */
record FittedCategory(String name, List<String> names) implements FittedFeature {
    FittedCategory {
        names = List.copyOf(names);
    }

    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.NAME);
    }

    @Override
    public Optional<Category> category() {
        return Optional.of(new Category(name, names.size() + 1));
    }

    @Override
    public RowEncoder encoder(ColumnValues values, int at) {
        ColumnValues.Names found = (ColumnValues.Names) values;
        return Vocabulary.encoder(found, Vocabulary.ids(names, found.names()), at);
    }
}
