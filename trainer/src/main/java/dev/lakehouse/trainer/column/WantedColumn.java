package dev.lakehouse.trainer.column;

import static java.util.Objects.requireNonNull;

/** A column to read, and as what. */
public record WantedColumn(String name, Form form) {
    public WantedColumn {
        requireNonNull(name, "name is null");
        requireNonNull(form, "form is null");
    }

    /** What values are read as. */
    public enum Form {
        /** {@link ColumnValues.Numbers}: any number, or a boolean. */
        NUMBER,
        /** {@link ColumnValues.Wholes}: a whole number, or a boolean. */
        WHOLE,
        /** {@link ColumnValues.Wholes}: days since 1970-01-01 of a date, or of a timestamp in UTC. */
        DAY,
        /** {@link ColumnValues.Names}: a string, a whole number or a boolean, as text. */
        NAME,
        /** {@link ColumnValues.NameLists}: a list of those. */
        NAMES
    }
}
