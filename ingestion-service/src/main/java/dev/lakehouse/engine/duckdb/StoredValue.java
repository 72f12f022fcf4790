package dev.lakehouse.engine.duckdb;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

/** A computed value as a Delta table keeps it. */
final class StoredValue {
    private StoredValue() {}

    static String of(String value, ColumnType type) {
        String cast = value + "::" + DuckDbTypes.name(type);
        return type == Primitive.TIMESTAMP
                ? "date_trunc('milliseconds', (" + cast + ")::timestamp)::timestamptz"
                : cast;
    }
}
