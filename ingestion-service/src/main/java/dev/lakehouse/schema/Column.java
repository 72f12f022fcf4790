package dev.lakehouse.schema;

import static java.util.Objects.requireNonNull;

/** A column of a table; every column may be null, for Delta writer 2 enforces nothing else reliably. */
public record Column(String name, ColumnType type) {
    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }
}
