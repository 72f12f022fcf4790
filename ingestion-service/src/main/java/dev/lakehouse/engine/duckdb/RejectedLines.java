package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;

/** The lines that DuckDB's CSV reader could make no row of, as its reject tables have them. */
final class RejectedLines {
    private static final String ERRORS = "rejected_lines";
    private static final String SCANS = "rejected_scans";
    private static final int KEPT_CHARACTERS = 10_000;
    private static final String INVALID_ENCODING = "INVALID ENCODING";

    private final Session session;
    private final Source source;
    private final List<LandedFile> files;

    RejectedLines(Session session, Source source, List<LandedFile> files) {
        this.session = session;
        this.source = source;
        this.files = List.copyOf(files);
    }

    /** What the reader has to be told. */
    String options() {
        return ", store_rejects = true, rejects_table = '" + ERRORS + "', rejects_scan = '" + SCANS + "'";
    }

    /**
     * Whether what stands between two records may be missing: behind a quote that is not closed, in a line that is too long,
     * or in one whose text the reader cut off.
     */
    boolean lostTheirPlace() throws SQLException {
        return session.number("select count(*) from temp.main." + ERRORS + " where error_type not in ('CAST', '"
                        + INVALID_ENCODING + "') and (error_type not in ('MISSING COLUMNS', 'TOO MANY COLUMNS')"
                        + " or length(csv_line) >= " + KEPT_CHARACTERS + ")")
                > 0;
    }

    /** Why a line with another number of values is no record. */
    static String wrongCount(int expected, int found) {
        return "Expected Number of Columns: " + expected + " Found: " + found;
    }

    /** Why a line in another encoding is no record. */
    static String undecodable(String encoding) {
        return "the line is not valid " + encoding + "; it is kept as if it were Latin-1. If the"
                + " file is Latin-1, say so in the source: csv: { encoding: latin-1 }";
    }

    /** How many values did not fit their column's type. */
    long unfitValues() throws SQLException {
        return session.number("select count(*) from temp.main." + ERRORS + " where error_type = 'CAST'");
    }

    void noteIn(Malformed malformed) throws SQLException {
        // A line that lacks three columns is rejected three times; the first says how many it has.
        malformed.addAll(
                "select string_agg(message, '; ' order by message), name, line, any_value(text) from (select name,"
                        + " line, error_type, arg_min(error_message, column_idx) as message,"
                        + " any_value(trim(csv_line, chr(10) || chr(13))) as text from (" + errors()
                        + ") group by name, line, error_type) group by name, line having not bool_or(error_type = '"
                        + INVALID_ENCODING + "')");
        for (Undecoded line : undecoded()) {
            malformed.add(
                    Malformed.LINE,
                    undecodable(source.csv().encoding()),
                    line.file().name(),
                    line.line(),
                    RawLine.read(line.file().local(), line.position()));
        }
    }

    void drop() throws SQLException {
        drop(session);
    }

    /** Also after a failed read, which may have left them. */
    static void drop(Session session) throws SQLException {
        session.execute("drop table if exists temp.main." + ERRORS);
        session.execute("drop table if exists temp.main." + SCANS);
    }

    private record Undecoded(LandedFile file, long line, long position) {}

    private List<Undecoded> undecoded() throws SQLException {
        List<Undecoded> lines = new ArrayList<>();
        session.forEach(
                "select distinct place, line, line_byte_position from (" + errors() + ") where error_type = '"
                        + INVALID_ENCODING + "'",
                row -> lines.add(new Undecoded(files.get(row.getInt(1)), row.getLong(2), row.getLong(3))));
        return lines;
    }

    private String errors() {
        String names = files.stream()
                .map(file -> "(" + files.indexOf(file) + ", "
                        + Sql.text(file.local().toString()) + ", " + Sql.text(file.name()) + ")")
                .collect(Collectors.joining(", "));
        return "select * from temp.main." + ERRORS + " join temp.main." + SCANS
                + " using (scan_id, file_id) join (values " + names
                + ") as landed(place, path, name) on path = file_path";
    }
}
