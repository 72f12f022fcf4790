package dev.lakehouse.engine;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Reads a condition's value as one of its column's type. */
final class ConditionValue {
    private static final int LONGEST_NUMBER = 80;

    private ConditionValue() {}

    static Object parse(String value, Column column, String condition) {
        try {
            return parse(value, column.type());
        } catch (NumberFormatException | DateTimeException e) {
            throw wrong(value, column, condition);
        }
    }

    private static Object parse(String value, ColumnType type) {
        if (type instanceof Decimal) {
            return decimal(value);
        }
        return switch ((Primitive) type) {
            case BOOLEAN -> truth(value);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> Long.valueOf(value);
            case REAL, DOUBLE -> real(value);
            case DATE -> LocalDate.parse(value);
            case TIMESTAMP -> instant(value);
            case STRING -> value;
            case BINARY -> throw new IllegalArgumentException("bytes are not compared");
        };
    }

    /** With at most as many digits as any engine's decimals have. */
    private static BigDecimal decimal(String value) {
        BigDecimal number = new BigDecimal(limited(value));
        BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
        if (Math.max(plain.precision(), plain.scale()) > Decimal.MAX_PRECISION) {
            throw new NumberFormatException("too many digits");
        }
        return plain;
    }

    private static double real(String value) {
        double number = Double.parseDouble(limited(value));
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not finite");
        }
        return number;
    }

    private static String limited(String value) {
        if (value.length() > LONGEST_NUMBER || value.matches(".*[eEpP][+-]?\\d{3,}.*")) {
            throw new NumberFormatException("too long");
        }
        return value;
    }

    private static boolean truth(String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new NumberFormatException("neither true nor false");
    }

    private static java.time.Instant instant(String value) {
        try {
            return PointInTime.parse(value);
        } catch (LakehouseException e) {
            throw new DateTimeException(e.what(), e);
        }
    }

    private static LakehouseException wrong(String value, Column column, String condition) {
        return Condition.wrong(
                condition,
                "'" + value + "' is no " + column.type() + ", which " + column.name() + " is",
                "write a value of that type, for example " + example(column.type()));
    }

    private static String example(ColumnType type) {
        if (type instanceof Decimal) {
            return "10.50";
        }
        return switch ((Primitive) type) {
            case BOOLEAN -> "true";
            case REAL, DOUBLE -> "0.5";
            case DATE -> "2024-01-31";
            case TIMESTAMP -> "2024-01-31T12:00:00Z";
            default -> "42";
        };
    }
}
