package dev.lakehouse.extract;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;

/** Values of keys and watermarks: as Java has them, to be compared by the database, and as text, to be kept in a plan. */
final class KeyText {
    private KeyText() {}

    /** The value of a column, which is not null; as the driver takes it back, so that the database compares like with like. */
    static Object read(ResultSet row, int column, ValueKind kind) throws SQLException {
        return switch (kind) {
            case INTEGER, BIGINT -> row.getLong(column);
            case DECIMAL -> row.getBigDecimal(column);
            case DATE -> row.getObject(column, LocalDate.class);
            case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
            case INSTANT -> row.getObject(column, OffsetDateTime.class);
            default -> row.getString(column);
        };
    }

    static String write(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }

    static Object parse(String text, ValueKind kind) {
        return switch (kind) {
            case INTEGER, BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text);
            case DATE -> LocalDate.parse(text);
            case TIMESTAMP -> LocalDateTime.parse(text);
            case INSTANT -> OffsetDateTime.parse(text);
            default -> text;
        };
    }
}
