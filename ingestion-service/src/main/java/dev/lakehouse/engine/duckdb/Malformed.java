package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.QuarantineSchema;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Collects, for bronze's quarantine, the lines of landing files that are no rows. */
final class Malformed {
    /** The rule that such a line breaks. */
    static final String LINE = "malformed";

    /** The rule that a file breaks which cannot be read through. */
    static final String FILE = "unreadable";

    private static final String TABLE = "malformed";

    private final Session session;

    Malformed(Session session) throws SQLException {
        this.session = session;
        session.execute(
                "create table " + TABLE + " (rule varchar, reason varchar, file varchar, line bigint, record varchar)");
    }

    /** Notes what a query yields: reason, file, line (from 1), record. */
    void addAll(String query) throws SQLException {
        session.execute("insert into " + TABLE + " select " + Sql.text(LINE) + ", * from (" + query + ")");
    }

    /** Notes a single line, or a whole file ({@code line} 0). */
    void add(String rule, String reason, String file, long line, String record) throws SQLException {
        try (PreparedStatement insert =
                session.connection().prepareStatement("insert into " + TABLE + " values (?, ?, ?, ?, ?)")) {
            insert.setString(1, rule);
            insert.setString(2, reason);
            insert.setString(3, file);
            insert.setLong(4, line);
            insert.setString(5, record);
            insert.execute();
        }
    }

    /** Notes records of decoded files, by the place of their file in the group. */
    void addAll(List<DecodedPart.Refused> refused, List<LandedFile> group) throws SQLException {
        if (refused.isEmpty()) {
            return;
        }
        String catalog = session.text("select current_catalog()");
        try (DuckDBAppender rows =
                session.connection().unwrap(DuckDBConnection.class).createAppender(catalog, "main", TABLE)) {
            for (DecodedPart.Refused each : refused) {
                rows.beginRow();
                rows.append(LINE);
                rows.append(each.record().reason());
                rows.append(group.get(each.file()).name());
                rows.append(each.record().place());
                rows.append(each.record().text());
                rows.endRow();
            }
        }
    }

    /** Notes all that was noted in another database. */
    void addAll(Malformed other) throws SQLException {
        if (other.count() == 0) {
            return;
        }
        try {
            Path file = session.scratchFile("malformed-", ".parquet");
            try {
                other.session.execute("copy " + TABLE + " to " + Sql.text(file.toString()) + " (format parquet)");
                session.execute("insert into " + TABLE + " from read_parquet(" + Sql.file(file) + ")");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new SQLException("IO Error: " + e.getMessage(), e);
        }
    }

    /** Forgets what was noted of a file that is read again in another way. */
    void forget(String file) throws SQLException {
        session.execute("delete from " + TABLE + " where file = " + Sql.text(file));
    }

    /** How many lines of a file were noted, and why it could not be read through, if so. */
    record OfFile(long lines, Optional<String> unreadable) {}

    /** By file, what was noted of it. */
    Map<String, OfFile> byFile() throws SQLException {
        Map<String, OfFile> files = new HashMap<>();
        session.forEach(
                "select file, count(*), max(reason) filter (where rule = " + Sql.text(FILE) + ") from " + TABLE
                        + " group by file",
                row -> files.put(row.getString(1), new OfFile(row.getLong(2), Optional.ofNullable(row.getString(3)))));
        return files;
    }

    long count() throws SQLException {
        return session.number("select count(*) from " + TABLE);
    }

    /** The query whose rows are those of the quarantine table, in the order of files and lines. */
    String select(long batch, Instant plannedAt) {
        return "select rule as " + QuarantineSchema.RULE + ", reason as " + QuarantineSchema.REASON + ", file as "
                + ProvenanceColumns.SOURCE_FILE + ", nullif(line, 0) as " + QuarantineSchema.ROW + ", " + batch
                + "::bigint as " + ProvenanceColumns.BATCH + ", " + Literals.timestamp(plannedAt) + " as "
                + QuarantineSchema.QUARANTINED_AT + ", record as " + QuarantineSchema.RECORD + " from " + TABLE
                + " order by file, line";
    }
}
