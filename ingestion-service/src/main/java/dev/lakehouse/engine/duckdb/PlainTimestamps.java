package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;

/**
 * Timestamps in the one form that most programs write, {@code 2024-08-19 11:33:19}. They are UTC, so that the reader makes them without
 * the calendars of all time zones, which saves a twelfth of the time that a file with one such column takes.
 */
final class PlainTimestamps {
    /** For columns of the type {@code TIMESTAMP}, which are written as UTC. What is not of that form does not fit, but for blanks and missing zeros. */
    static final String OPTION = ", timestampformat = '%Y-%m-%d %H:%M:%S'";

    private static final String FORM = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    /** Of each file. */
    static final int ROWS_LOOKED_AT = 200;

    private static final int FILES_LOOKED_AT = 8;

    /** What DuckDB 2.0.0 makes of {@code infinity} and of {@code epoch}, in any case, where a form is given. */
    private static final Instant WRONG = Instant.parse("1900-01-01T00:00:00Z");

    private static final String WRONG_TEXT = "1900-01-01 00:00:00";

    private PlainTimestamps() {}

    /** Files to look at before all of these are read: each, or so many from the first to the last. */
    static List<LandedFile> sample(List<LandedFile> files) {
        int count = Math.min(files.size(), FILES_LOOKED_AT);
        return IntStream.range(0, count)
                .mapToObj(i -> files.get((int) ((long) i * files.size() / count)))
                .toList();
    }

    /**
     * Whether the first rows have a value in each column of timestamps, and all of them in that form.
     *
     * @param readsAsText of each file to look at
     */
    static boolean likely(Session session, List<Column> columns, List<String> readsAsText) throws SQLException {
        List<String> names = columns.stream()
                .filter(PlainTimestamps::isTimestamp)
                .map(column -> Sql.name(column.name()))
                .toList();
        if (names.isEmpty()) {
            return false;
        }
        String all = names.stream()
                .map(name -> "coalesce(bool_and(regexp_full_match(" + name + ", " + Sql.text(FORM) + ") and " + name
                        + " > " + Sql.text(WRONG_TEXT) + "), false)")
                .collect(Collectors.joining(" and "));
        for (String read : readsAsText) {
            String rows = "select " + String.join(", ", names) + " from " + read + " limit " + ROWS_LOOKED_AT;
            try {
                if (session.number("select (" + all + ")::bigint from (" + rows + ")") == 0) {
                    return false;
                }
            } catch (SQLException e) {
                session.check();
                return false;
            }
        }
        return true;
    }

    /** Whether a value may have been taken for another time than its text says. */
    static boolean mayBeWrong(List<WrittenFile> files, List<Column> columns) {
        return files.stream()
                .anyMatch(file -> columns.stream()
                        .filter(PlainTimestamps::isTimestamp)
                        .map(column -> file.ranges().get(column.name()))
                        .anyMatch(range -> range == null || mayBeWrong(range, file.rows())));
    }

    private static boolean mayBeWrong(ColumnRange range, long rows) {
        return range.nulls() < rows
                && range.min().filter(min -> ((Instant) min).isAfter(WRONG)).isEmpty();
    }

    private static boolean isTimestamp(Column column) {
        return column.type() == Primitive.TIMESTAMP;
    }
}
