package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;

/**
 * Timestamps in the one form that most programs write, {@code 2024-08-19 11:33:19}. They are UTC, so that the reader makes them without
 * the calendars of all time zones, which saves a twelfth of the time that a file with one such column takes.
 */
final class PlainTimestamps {
    /** For columns of the type {@code TIMESTAMP}, which are written as UTC. Any other form does not fit. */
    static final String OPTION = ", timestampformat = '%Y-%m-%d %H:%M:%S'";

    private static final String FORM = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";
    private static final int LOOKED_AT = 1000;

    /** What DuckDB 2.0.0 makes of {@code infinity} and of {@code epoch} where a form is given. */
    private static final Instant WRONG = Instant.parse("1900-01-01T00:00:00Z");

    private PlainTimestamps() {}

    /** Whether there are such columns, and the first rows have all their values in that form. */
    static boolean likely(Session session, List<Column> columns, String readAsText) throws SQLException {
        String others = columns.stream()
                .filter(PlainTimestamps::isTimestamp)
                .map(column -> "not regexp_full_match(" + Sql.name(column.name()) + ", " + Sql.text(FORM) + ")")
                .collect(Collectors.joining(" or "));
        return !others.isEmpty()
                && session.number("select count(*) from (select * from " + readAsText + " limit " + LOOKED_AT
                                + ") where " + others)
                        == 0;
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
