package dev.lakehouse.trainer.feature;

import java.util.Optional;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feed.Category;

/** A name by its hash: one of {@code buckets} from 1 on; none is 0. */
record FittedHash(String name, int buckets) implements FittedFeature {
    @Override
    public WantedColumn column() {
        return new WantedColumn(name, WantedColumn.Form.NAME);
    }

    @Override
    public Optional<Category> category() {
        return Optional.of(new Category(name, buckets + 1));
    }

    @Override
    public RowEncoder encoder(ColumnValues values, int at) {
        ColumnValues.Names found = (ColumnValues.Names) values;
        int[] ids = found.names().stream()
                .mapToInt(known -> 1 + (int) Long.remainderUnsigned(StableHash.of(known), buckets))
                .toArray();
        return Vocabulary.encoder(found, ids, at);
    }
}
