package dev.lakehouse.trainer.feature;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;
import dev.lakehouse.trainer.feed.Category;

/** A feature, with all that is needed to tell any row by it. */
public sealed interface FittedFeature permits FittedNumber, FittedCategory, FittedHash, FittedSet, FittedDay {
    /** The column that it is read from, and as what. */
    WantedColumn column();

    /** The names of the numbers that it becomes. */
    default List<String> numbers() {
        return List.of();
    }

    /** The category that it becomes. */
    default Optional<Category> category() {
        return Optional.empty();
    }

    /** The set that it becomes. */
    default Optional<Category> set() {
        return Optional.empty();
    }

    /**
     * Gets ready to tell rows by it.
     *
     * @param values of the row group
     * @param at the place of its first number, of its category, or of the first id of its set
     */
    RowEncoder encoder(ColumnValues values, int at);
}
