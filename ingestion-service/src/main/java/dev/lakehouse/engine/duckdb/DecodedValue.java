package dev.lakehouse.engine.duckdb;

import dev.lakehouse.decode.ColumnValues;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** What makes a value of its type of what {@link ColumnValues} store. */
final class DecodedValue {
    private DecodedValue() {}

    static String of(String stored, ColumnType type) {
        if (type instanceof Decimal) {
            return stored + "::" + DuckDbTypes.name(type);
        }
        return switch ((Primitive) type) {
            case STRING, BIGINT, DOUBLE -> stored;
            case BOOLEAN -> "(" + stored + " <> 0)";
            case TINYINT, SMALLINT, INTEGER, REAL -> stored + "::" + DuckDbTypes.name(type);
            case DATE -> "(date '1970-01-01' + " + stored + "::integer)";
            case TIMESTAMP -> "make_timestamptz(" + stored + ")";
            case BINARY -> "from_base64(" + stored + ")";
        };
    }
}
