package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;

/**
 * How delimited text is parsed straight into its columns' types, and how it shows afterwards whether a value may have become
 * another one: then the files are read once more, as text.
 */
record StraightReading(boolean plainTimes, CountedNumbers numbers) {
    private static final int FIRST_YEAR = 1000;
    private static final int LAST_YEAR = 9999;

    /** @param readsAsText of files whose first rows are looked at */
    static StraightReading of(Session session, List<Column> columns, List<String> readsAsText) throws SQLException {
        return new StraightReading(
                PlainTimestamps.likely(session, columns, readsAsText),
                CountedNumbers.of(session, columns, readsAsText));
    }

    /** The reader's further options. */
    String option() {
        return plainTimes ? PlainTimestamps.OPTION : "";
    }

    /** The type that the reader makes. */
    String readAs(Column column) {
        if (CountedNumbers.covers(column.type())) {
            return numbers.readAs(column);
        }
        return plainTimes && column.type() == Primitive.TIMESTAMP ? "TIMESTAMP" : DuckDbTypes.name(column.type());
    }

    void select(Column column, BronzeSelect straight) {
        if (CountedNumbers.covers(column.type())) {
            straight.doubted(column.name(), numbers.value(column), numbers.unfit(column));
        } else {
            straight.value(column.name(), Sql.name(column.name()));
        }
    }

    /** DuckDB reads 05/03/24 as a day of the year 5, and 1e400 as infinite: a column's range tells. */
    boolean misread(List<WrittenFile> files, List<Column> columns) {
        return (plainTimes && PlainTimestamps.mayBeWrong(files, columns))
                || numbers.mayBeWrong(files, columns)
                || files.stream().anyMatch(file -> doubted(file) || misread(file, columns));
    }

    private static boolean doubted(WrittenFile file) {
        return file.ranges().get(ProvenanceColumns.RESCUED).nulls() < file.rows();
    }

    private static boolean misread(WrittenFile file, List<Column> columns) {
        return columns.stream().anyMatch(column -> {
            ColumnRange range = file.ranges().get(column.name());
            return range != null && range.nulls() < file.rows() && misread(range, column.type());
        });
    }

    private static boolean misread(ColumnRange range, ColumnType type) {
        boolean empty = range.min().isEmpty() || range.max().isEmpty();
        if (type == Primitive.DOUBLE || type == Primitive.REAL) {
            // An infinite bound is none.
            return empty;
        }
        return (type == Primitive.DATE || type == Primitive.TIMESTAMP)
                && (empty
                        || year(range.min().get()) < FIRST_YEAR
                        || year(range.max().get()) > LAST_YEAR);
    }

    private static int year(Object time) {
        return time instanceof LocalDate day
                ? day.getYear()
                : ((Instant) time).atOffset(ZoneOffset.UTC).getYear();
    }
}
