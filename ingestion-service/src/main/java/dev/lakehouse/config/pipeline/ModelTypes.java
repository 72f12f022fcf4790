package dev.lakehouse.config.pipeline;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Which types of columns models can do what with. */
final class ModelTypes {
    private ModelTypes() {}

    static boolean isNumber(ColumnType type) {
        return isWhole(type)
                || type == Primitive.REAL
                || type == Primitive.DOUBLE
                || type instanceof ColumnType.Decimal;
    }

    static boolean isName(ColumnType type) {
        return isWhole(type) || type == Primitive.STRING || type == Primitive.BOOLEAN;
    }

    static boolean isTime(ColumnType type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP;
    }

    static boolean isWhole(ColumnType type) {
        return type == Primitive.TINYINT
                || type == Primitive.SMALLINT
                || type == Primitive.INTEGER
                || type == Primitive.BIGINT;
    }
}
