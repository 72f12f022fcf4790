package dev.lakehouse.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * The types that a table may hold: those of Delta's reader 1 / writer 2 (Delta protocol, "Primitive types" to "Map type").
 * {@code toString} gives the SQL name that pipelines, {@code lakehouse show} and Trino's users know.
 */
public sealed interface ColumnType {

    /** The types without parameters. {@code TIMESTAMP} is an instant in UTC. */
    enum Primitive implements ColumnType {
        STRING,
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        REAL,
        DOUBLE,
        DATE,
        TIMESTAMP,
        BINARY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An exact number of {@code precision} digits (1 to 38), {@code scale} of them behind the point. */
    record Decimal(int precision, int scale) implements ColumnType {
        public static final int MAX_PRECISION = 38;

        public Decimal {
            if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale + ") is out of bounds");
            }
        }

        @Override
        public String toString() {
            return "decimal(" + precision + "," + scale + ")";
        }
    }

    /** A list whose elements are all of one type. */
    record Array(ColumnType element) implements ColumnType {
        public Array {
            requireNonNull(element, "element is null");
        }

        @Override
        public String toString() {
            return "array<" + element + ">";
        }
    }

    /** Named fields. */
    record Struct(List<Column> fields) implements ColumnType {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return fields.stream()
                    .map(field -> field.name() + ":" + field.type())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }
    }

    /** Keys and values. */
    record Map(ColumnType key, ColumnType value) implements ColumnType {
        public Map {
            requireNonNull(key, "key is null");
            requireNonNull(value, "value is null");
        }

        @Override
        public String toString() {
            return "map<" + key + "," + value + ">";
        }
    }
}
