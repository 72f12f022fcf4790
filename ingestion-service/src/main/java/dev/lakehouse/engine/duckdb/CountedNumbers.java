package dev.lakehouse.engine.duckdb;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;

/**
 * Whole numbers and decimals of delimited text, read without rounding. Asked for a whole number, DuckDB's reader makes 3 of
 * {@code 2.5} without a word. A double holds what has up to 15 digits, so it is read instead, and compared with what becomes of it, which
 * takes hardly any time. Columns of longer numbers are read as text, and looked at as text.
 */
final class CountedNumbers {
    private static final int DIGITS_OF_A_DOUBLE = 15;
    private static final BigDecimal END_OF_WHOLE_DOUBLES = BigDecimal.valueOf(1L << 53);

    private final Set<String> asText;

    private CountedNumbers(Set<String> asText) {
        this.asText = Set.copyOf(asText);
    }

    /** @param readsAsText of files whose first rows tell which columns have long numbers */
    static CountedNumbers of(Session session, List<Column> columns, List<String> readsAsText) throws SQLException {
        Set<String> asText = new TreeSet<>();
        for (Column column : columns) {
            if (covers(column.type()) && (isLong(column.type()) || hasLong(session, column, readsAsText))) {
                asText.add(column.name());
            }
        }
        return new CountedNumbers(asText);
    }

    static boolean covers(ColumnType type) {
        return ExactCast.isWhole(type) || type instanceof Decimal;
    }

    private static boolean isLong(ColumnType type) {
        return type instanceof Decimal decimal && decimal.precision() > DIGITS_OF_A_DOUBLE;
    }

    private static boolean hasLong(Session session, Column column, List<String> readsAsText) throws SQLException {
        for (String read : readsAsText) {
            String name = Sql.name(column.name());
            String rows = "select " + name + " from " + read + " limit " + PlainTimestamps.ROWS_LOOKED_AT;
            try {
                if (session.number("select coalesce(max(length(trim(" + name + "))), 0) from (" + rows + ")")
                        > DIGITS_OF_A_DOUBLE) {
                    return true;
                }
            } catch (SQLException e) {
                session.check();
                return true;
            }
        }
        return false;
    }

    /** What the reader is to make of such a column. */
    String readAs(Column column) {
        return asText.contains(column.name()) ? "VARCHAR" : "DOUBLE";
    }

    /** The column's value, null where what was read is another one. */
    String value(Column column) {
        String read = Sql.name(column.name());
        return asText.contains(column.name())
                ? ExactCast.ofText(read, column.type())
                : "try_cast(" + read + " as " + DuckDbTypes.name(column.type()) + ")";
    }

    /** The condition that what was read is another value. */
    String unfit(Column column) {
        String read = Sql.name(column.name());
        return asText.contains(column.name())
                ? "(" + read + " is not null and " + value(column) + " is null)"
                : "(" + value(column) + "::double is distinct from " + read + ")";
    }

    /** Whether a number may have been too long for a double, although the first rows had none. */
    boolean mayBeWrong(List<WrittenFile> files, List<Column> columns) {
        return files.stream()
                .anyMatch(file -> columns.stream()
                        .filter(column -> ExactCast.isWhole(column.type()) && !asText.contains(column.name()))
                        .map(column -> file.ranges().get(column.name()))
                        .anyMatch(range -> range == null || mayBeWrong(range, file.rows())));
    }

    private static boolean mayBeWrong(ColumnRange range, long rows) {
        return range.nulls() < rows
                && !(range.min().filter(CountedNumbers::isExact).isPresent()
                        && range.max().filter(CountedNumbers::isExact).isPresent());
    }

    private static boolean isExact(Object bound) {
        return new BigDecimal(bound.toString()).abs().compareTo(END_OF_WHOLE_DOUBLES) < 0;
    }
}
