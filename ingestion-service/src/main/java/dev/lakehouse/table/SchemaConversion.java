package dev.lakehouse.table;

import java.util.Arrays;
import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.BinaryType;
import io.delta.standalone.types.BooleanType;
import io.delta.standalone.types.ByteType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.DateType;
import io.delta.standalone.types.DecimalType;
import io.delta.standalone.types.DoubleType;
import io.delta.standalone.types.FloatType;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.MapType;
import io.delta.standalone.types.ShortType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import io.delta.standalone.types.TimestampType;

/** Between our types and those of Delta Standalone (Delta protocol, "Schema Serialization Format"). */
final class SchemaConversion {
    private SchemaConversion() {}

    /** Throws {@link UnknownTypeException} for a type that we do not have. */
    static TableSchema fromDelta(StructType struct) {
        return new TableSchema(columns(struct));
    }

    static StructType toDelta(TableSchema schema) {
        return struct(schema.columns());
    }

    /** The same, with what {@code before} says of these columns beside their types: comments, and what is never null. */
    static StructType toDelta(TableSchema schema, StructType before) {
        return struct(schema.columns(), before);
    }

    static StructField toDelta(Column column) {
        return new StructField(column.name(), toDelta(column.type()), true);
    }

    private static DataType toDelta(ColumnType type) {
        if (type instanceof ColumnType.Primitive primitive) {
            return switch (primitive) {
                case STRING -> new StringType();
                case BOOLEAN -> new BooleanType();
                case TINYINT -> new ByteType();
                case SMALLINT -> new ShortType();
                case INTEGER -> new IntegerType();
                case BIGINT -> new LongType();
                case REAL -> new FloatType();
                case DOUBLE -> new DoubleType();
                case DATE -> new DateType();
                case TIMESTAMP -> new TimestampType();
                case BINARY -> new BinaryType();
            };
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return new DecimalType(decimal.precision(), decimal.scale());
        }
        if (type instanceof ColumnType.Array array) {
            return new ArrayType(toDelta(array.element()), true);
        }
        if (type instanceof ColumnType.Map map) {
            return new MapType(toDelta(map.key()), toDelta(map.value()), true);
        }
        return struct(((ColumnType.Struct) type).fields());
    }

    private static StructType struct(List<Column> columns) {
        return new StructType(columns.stream().map(SchemaConversion::toDelta).toArray(StructField[]::new));
    }

    private static StructType struct(List<Column> columns, StructType before) {
        return new StructType(
                columns.stream().map(column -> field(column, before)).toArray(StructField[]::new));
    }

    private static StructField field(Column column, StructType before) {
        return Arrays.stream(before.getFields())
                .filter(known -> known.getName().equalsIgnoreCase(column.name()))
                .findFirst()
                .map(known -> new StructField(
                        column.name(),
                        toDelta(column.type(), known.getDataType()),
                        known.isNullable(),
                        known.getMetadata()))
                .orElseGet(() -> toDelta(column));
    }

    private static DataType toDelta(ColumnType type, DataType before) {
        if (type instanceof ColumnType.Struct struct && before instanceof StructType known) {
            return struct(struct.fields(), known);
        }
        if (type instanceof ColumnType.Array array && before instanceof ArrayType known) {
            return new ArrayType(toDelta(array.element(), known.getElementType()), known.containsNull());
        }
        if (type instanceof ColumnType.Map map && before instanceof MapType known) {
            return new MapType(
                    toDelta(map.key(), known.getKeyType()),
                    toDelta(map.value(), known.getValueType()),
                    known.valueContainsNull());
        }
        return toDelta(type);
    }

    private static List<Column> columns(StructType struct) {
        return Arrays.stream(struct.getFields())
                .map(field -> new Column(field.getName(), fromDelta(field.getDataType(), field.getName())))
                .toList();
    }

    private static ColumnType fromDelta(DataType type, String column) {
        if (type instanceof DecimalType decimal) {
            return new ColumnType.Decimal(decimal.getPrecision(), decimal.getScale());
        }
        if (type instanceof ArrayType array) {
            return new ColumnType.Array(fromDelta(array.getElementType(), column));
        }
        if (type instanceof MapType map) {
            return new ColumnType.Map(fromDelta(map.getKeyType(), column), fromDelta(map.getValueType(), column));
        }
        if (type instanceof StructType struct) {
            return new ColumnType.Struct(columns(struct));
        }
        return switch (type.getTypeName()) {
            case "string" -> ColumnType.Primitive.STRING;
            case "boolean" -> ColumnType.Primitive.BOOLEAN;
            case "tinyint", "byte" -> ColumnType.Primitive.TINYINT;
            case "smallint", "short" -> ColumnType.Primitive.SMALLINT;
            case "int", "integer" -> ColumnType.Primitive.INTEGER;
            case "bigint", "long" -> ColumnType.Primitive.BIGINT;
            case "float" -> ColumnType.Primitive.REAL;
            case "double" -> ColumnType.Primitive.DOUBLE;
            case "date" -> ColumnType.Primitive.DATE;
            case "timestamp" -> ColumnType.Primitive.TIMESTAMP;
            case "binary" -> ColumnType.Primitive.BINARY;
            default -> throw new UnknownTypeException(type.getTypeName(), column);
        };
    }

    /** A column's type is none of ours. */
    static final class UnknownTypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownTypeException(String type, String column) {
            super("type " + type + " of column " + column);
        }
    }
}
