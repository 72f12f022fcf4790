package dev.lakehouse.extract;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** What the values of a column are in Parquet. What none of these holds without loss is {@link #TEXT}, as the database writes it. */
enum ValueKind {
    BOOLEAN,
    /** 32 bits or less. */
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    /** Of a fixed precision, 38 at most, and scale. */
    DECIMAL,
    DATE,
    /** A time without a zone, in microseconds. */
    TIMESTAMP,
    /** A moment, in microseconds. */
    INSTANT,
    TEXT,
    BINARY;

    /** Up to this precision a decimal fits 32 bits. */
    static final int INTEGER_DIGITS = 9;

    /** Up to this precision a decimal fits 64 bits. */
    static final int LONG_DIGITS = 18;

    static final int DECIMAL_BYTES = 16;

    /** Whether rows can be told apart, and put in order, by such values. */
    boolean isKey() {
        return this != BOOLEAN && this != REAL && this != DOUBLE && this != BINARY;
    }

    /** Whether such values grow with time. */
    boolean isWatermark() {
        return isTime() || isNumber();
    }

    boolean isTime() {
        return this == DATE || this == TIMESTAMP || this == INSTANT;
    }

    boolean isNumber() {
        return this == INTEGER || this == BIGINT || this == DECIMAL;
    }

    Type column(SourceColumn column) {
        return switch (this) {
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(column.name());
            case BIGINT -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case REAL -> Types.optional(PrimitiveTypeName.FLOAT).named(column.name());
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case DECIMAL -> decimal(column);
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case TIMESTAMP -> micros(column, false);
            case INSTANT -> micros(column, true);
            case TEXT -> text(column.name());
            case BINARY -> Types.optional(PrimitiveTypeName.BINARY).named(column.name());
        };
    }

    static Type text(String name) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    private static Type micros(SourceColumn column, boolean utc) {
        return Types.optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(utc, TimeUnit.MICROS))
                .named(column.name());
    }

    private static Type decimal(SourceColumn column) {
        LogicalTypeAnnotation type = LogicalTypeAnnotation.decimalType(column.scale(), column.precision());
        if (column.precision() <= INTEGER_DIGITS) {
            return Types.optional(PrimitiveTypeName.INT32).as(type).named(column.name());
        }
        return column.precision() <= LONG_DIGITS
                ? Types.optional(PrimitiveTypeName.INT64).as(type).named(column.name())
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(DECIMAL_BYTES)
                        .as(type)
                        .named(column.name());
    }
}
