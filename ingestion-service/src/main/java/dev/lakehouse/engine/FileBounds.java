package dev.lakehouse.engine;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.engine.Condition.Operator;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Between what a column's values lie in one data file; empty where nothing certain is known. */
record FileBounds(Optional<Object> min, Optional<Object> max) {
    /** Writers that take a decimal for a double keep no more digits of it: bounds of types with more may be too narrow. */
    private static final int DIGITS_OF_A_DOUBLE = 15;

    static FileBounds of(JsonNode statistics, Column column) {
        return new FileBounds(
                bound(statistics.path("minValues").path(column.name()), column.type()),
                bound(statistics.path("maxValues").path(column.name()), column.type())
                        .map(FileBounds::afterMilliseconds));
    }

    /** Whether a value that is neither null nor outside the bounds may stand so to {@code value}, which is of the column's type. */
    boolean mayHold(Operator operator, Object value) {
        return switch (operator) {
            case EQ, IN -> minimum(value) <= 0 && maximum(value) >= 0;
            case LT -> minimum(value) < 0;
            case LE -> minimum(value) <= 0;
            case GT -> maximum(value) > 0;
            case GE -> maximum(value) >= 0;
            case STARTS -> maximum(value) >= 0 && (minimum(value) <= 0 || startsWith(value));
            case NE, CONTAINS, NULL, NOT_NULL -> true;
        };
    }

    /** How the minimum compares to a value; below it where it is not known. */
    private int minimum(Object value) {
        return min.map(bound -> compare(bound, value)).orElse(-1);
    }

    private int maximum(Object value) {
        return max.map(bound -> compare(bound, value)).orElse(1);
    }

    private boolean startsWith(Object value) {
        return min.filter(bound -> ((String) bound).startsWith((String) value)).isPresent();
    }

    private static Optional<Object> bound(JsonNode json, ColumnType type) {
        if (type instanceof Decimal decimal) {
            return Optional.of(json)
                    .filter(bound -> bound.isNumber() && decimal.precision() <= DIGITS_OF_A_DOUBLE)
                    .map(JsonNode::decimalValue);
        }
        if (!(type instanceof Primitive primitive)) {
            return Optional.empty();
        }
        try {
            return switch (primitive) {
                case TINYINT, SMALLINT, INTEGER, BIGINT ->
                    json.canConvertToLong() && json.isIntegralNumber()
                            ? Optional.of(json.longValue())
                            : Optional.empty();
                case DATE -> json.isTextual() ? Optional.of(LocalDate.parse(json.textValue())) : Optional.empty();
                case TIMESTAMP -> json.isTextual() ? Optional.of(Instant.parse(json.textValue())) : Optional.empty();
                case STRING -> Optional.ofNullable(json.textValue());
                // A NaN is above all bounds, and some writers leave it out of them.
                case REAL, DOUBLE, BOOLEAN, BINARY -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Some writers cut a time's microseconds off. */
    private static Object afterMilliseconds(Object bound) {
        return bound instanceof Instant instant ? instant.plusMillis(1) : bound;
    }

    /** Strings in the order of their UTF-8 bytes, as engines have them. */
    private static int compare(Object bound, Object value) {
        if (bound instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8), ((String) value).getBytes(StandardCharsets.UTF_8));
        }
        if (bound instanceof Long number) {
            return number.compareTo((Long) value);
        }
        if (bound instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) value);
        }
        return bound instanceof LocalDate day
                ? day.compareTo((LocalDate) value)
                : ((Instant) bound).compareTo((Instant) value);
    }
}
