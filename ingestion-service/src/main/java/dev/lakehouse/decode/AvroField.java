package dev.lakehouse.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;

/**
 * A field of Avro as a column (Avro 1.12 specification, "Logical Types"). Optional ones are nullable; what Delta has no plain type
 * for (records, arrays, maps, other unions) is text in JSON, and times of day are text, too.
 */
record AvroField(String name, Schema schema, ColumnType type) {
    private static final long MILLI_IN_MICROS = 1000;
    private static final long MICRO_IN_NANOS = 1000;

    static AvroField of(String name, Schema schema) {
        Schema present = present(schema);
        return new AvroField(name, present, type(present));
    }

    /** The one type that an optional field has besides null. */
    static Schema present(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        List<Schema> others = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        return others.size() == 1 ? others.get(0) : schema;
    }

    private static ColumnType type(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical instanceof LogicalTypes.Decimal decimal) {
            return decimal.getPrecision() <= Decimal.MAX_PRECISION && decimal.getScale() <= decimal.getPrecision()
                    ? new Decimal(decimal.getPrecision(), decimal.getScale())
                    : Primitive.STRING;
        }
        if (logical instanceof LogicalTypes.Date) {
            return Primitive.DATE;
        }
        if (microsPerUnit(logical) != 0) {
            return Primitive.TIMESTAMP;
        }
        return switch (schema.getType()) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case INT -> logical == null ? Primitive.INTEGER : Primitive.STRING;
            case LONG -> logical == null ? Primitive.BIGINT : Primitive.STRING;
            case FLOAT -> Primitive.REAL;
            case DOUBLE -> Primitive.DOUBLE;
            case BYTES -> Primitive.BINARY;
            case FIXED -> logical instanceof LogicalTypes.Uuid ? Primitive.STRING : Primitive.BINARY;
            default -> Primitive.STRING;
        };
    }

    /** Of a timestamp, with a zone or without: how many microseconds its unit has; negative, how many units a microsecond has. */
    private static long microsPerUnit(LogicalType logical) {
        return switch (logical == null ? "" : logical.getName()) {
            case "timestamp-millis", "local-timestamp-millis" -> MILLI_IN_MICROS;
            case "timestamp-micros", "local-timestamp-micros" -> 1;
            case "timestamp-nanos", "local-timestamp-nanos" -> -MICRO_IN_NANOS;
            default -> 0;
        };
    }

    /** Puts a value that is not null. */
    void put(RowBatch batch, int place, Object value) {
        if (type == Primitive.TIMESTAMP) {
            batch.put(place, micros((Long) value));
        } else if (type == Primitive.BOOLEAN) {
            batch.put(place, Boolean.TRUE.equals(value) ? 1L : 0L);
        } else if (value instanceof Integer || value instanceof Long) {
            if (type == Primitive.STRING) {
                batch.put(place, AvroJson.text(schema, value));
            } else {
                batch.put(place, ((Number) value).longValue());
            }
        } else if (value instanceof Float || value instanceof Double) {
            batch.put(place, ((Number) value).doubleValue());
        } else {
            batch.put(place, text(value));
        }
    }

    private long micros(long value) {
        long unit = microsPerUnit(schema.getLogicalType());
        return unit < 0 ? Math.floorDiv(value, -unit) : Math.multiplyExact(value, unit);
    }

    private String text(Object value) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return new BigDecimal(new BigInteger(bytes(value)), decimal.getScale()).toPlainString();
        }
        if (type == Primitive.BINARY) {
            return Base64.getEncoder().encodeToString(bytes(value));
        }
        if (value instanceof GenericFixed fixed) {
            ByteBuffer halves = ByteBuffer.wrap(fixed.bytes());
            return new UUID(halves.getLong(), halves.getLong()).toString();
        }
        return schema.getType() == Schema.Type.STRING || schema.getType() == Schema.Type.ENUM
                ? value.toString()
                : AvroJson.text(schema, value);
    }

    static byte[] bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return fixed.bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
