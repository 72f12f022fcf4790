package dev.lakehouse.table.rowfile;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A table's columns as Parquet has them; every one may be null. */
final class RowSchema {
    private RowSchema() {}

    static MessageType of(TableSchema schema) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (Column column : schema.columns()) {
            add(message, column);
        }
        return message.named("row");
    }

    private static void add(Types.MessageTypeBuilder message, Column column) {
        if (!(column.type() instanceof ColumnType.Primitive type)) {
            throw new IllegalArgumentException(column.name() + " is " + column.type());
        }
        switch (type) {
            case STRING ->
                message.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case TINYINT, SMALLINT, INTEGER ->
                message.optional(PrimitiveTypeName.INT32).named(column.name());
            case BIGINT -> message.optional(PrimitiveTypeName.INT64).named(column.name());
            case DOUBLE -> message.optional(PrimitiveTypeName.DOUBLE).named(column.name());
            case TIMESTAMP ->
                message.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(column.name());
            default -> throw new IllegalArgumentException(column.name() + " is " + type);
        }
    }
}
