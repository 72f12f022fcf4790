package dev.lakehouse.extract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Reads values as Parquet has them. Tables hold dates of the years 1 to 9999, and decimals that are numbers; PostgreSQL has {@code infinity},
 * {@code NaN} and years before Christ besides.
 */
final class RowValues {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;
    private static final int NANOS_PER_MICRO = 1_000;

    /** A value of another kind than its column; its text is to be had from the same row. */
    static final Object ODD = new Object();

    private final List<SourceColumn> columns;

    RowValues(List<SourceColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /** The value of a column, counted from 0: null, {@link #ODD}, or what {@link ValueKind} says. */
    Object read(ResultSet row, int index) throws SQLException {
        SourceColumn column = columns.get(index);
        int at = index + 1;
        Object value = switch (column.kind()) {
            case BOOLEAN -> row.getBoolean(at);
            case INTEGER -> row.getInt(at);
            case BIGINT -> row.getLong(at);
            case REAL -> row.getFloat(at);
            case DOUBLE -> row.getDouble(at);
            case DECIMAL -> decimal(column, row.getString(at));
            case DATE -> date(row.getObject(at, LocalDate.class));
            case TIMESTAMP ->
                Optional.ofNullable(row.getObject(at, LocalDateTime.class))
                        .map(RowValues::micros)
                        .orElse(null);
            case INSTANT ->
                Optional.ofNullable(row.getObject(at, OffsetDateTime.class))
                        .map(time -> isFar(time.getYear())
                                ? ODD
                                : micros(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC)))
                        .orElse(null);
            case TEXT -> row.getString(at);
            case BINARY -> row.getBytes(at);
        };
        return row.wasNull() ? null : value;
    }

    /** How the database writes a value that is odd. */
    static String text(ResultSet row, int index) throws SQLException {
        return row.getString(index + 1);
    }

    /** Unscaled, as wide as the column is. */
    private static Object decimal(SourceColumn column, String text) {
        if (text == null) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text).setScale(column.scale(), RoundingMode.UNNECESSARY);
            return number.precision() <= column.precision() ? number.unscaledValue() : ODD;
        } catch (NumberFormatException e) {
            return ODD;
        } catch (ArithmeticException e) {
            // It has more digits behind the point than its column says.
            return ODD;
        }
    }

    private static Object date(LocalDate date) {
        if (date == null) {
            return null;
        }
        return isFar(date.getYear()) ? ODD : (Object) Math.toIntExact(date.toEpochDay());
    }

    private static Object micros(LocalDateTime time) {
        boolean fits = !isFar(time.getYear()) && time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0;
        return fits ? (Object) ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)) : ODD;
    }

    private static boolean isFar(int year) {
        return year < FIRST_YEAR || year > LAST_YEAR;
    }
}
