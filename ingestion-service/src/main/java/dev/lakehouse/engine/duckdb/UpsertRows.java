package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Merges the rows of {@code good} into a table by key: the highest sequence wins, among equals the one that arrived last.
 *
 * <p>Few keys occur twice in a batch, and few of a table's keys are in it. So only repeated keys are ranked, and only files
 * with a key that changes are written again (docs/adr/0005).
 */
final class UpsertRows {
    private final Session session;
    private final RefineWork work;
    private final SilverTable table;
    private final TableInput target;
    private final TableSchema schema;
    private final ParquetOutput output;
    private final Progress progress;

    UpsertRows(Session session, RefineWork work, TableSchema schema, ParquetOutput output, Progress progress) {
        this.session = session;
        this.work = work;
        this.table = work.table();
        this.target = work.target();
        this.schema = schema;
        this.output = output;
        this.progress = progress;
    }

    /** @param rows how many {@code good} rows there are */
    MergedRows run(long rows) throws SQLException {
        if (rows == 0) {
            return new MergedRows(List.of(), List.of(), 0, 0);
        }
        String newest = newest();
        if (target.files().isEmpty()) {
            List<WrittenFile> files = output.sized(newest, schema, progress);
            return new MergedRows(files, List.of(), count(files), 0);
        }
        // What stands on a table already need not be copied into another.
        String kind = RefineRows.keeps(work.bronze()) ? "view" : "table";
        session.execute("create " + kind + " newest as " + newest);
        findExisting();
        List<Path> touched = touched();
        String winners = "select " + columns("n") + " from newest n" + withoutStale();
        long candidates = session.number("select count(*) from newest");
        long existing = session.number("select count(*) from existing");
        long updated = session.number("select count(*) from existing where not stale");
        List<WrittenFile> files = output.sized(untouched(touched) + winners, schema, progress);
        return new MergedRows(files, touched, candidates - existing, updated);
    }

    /** One row a key out of {@code good}. */
    private String newest() throws SQLException {
        String keys = Sql.names(table.key());
        session.execute("create table repeated as select " + keys + " from good group by all having count(*) > 1");
        String all = columns("g") + " from good g";
        if (session.number("select count(*) from repeated") == 0) {
            return "select " + all;
        }
        String order = table.sequence().stream()
                .map(column -> "g." + Sql.name(column) + " desc nulls last, ")
                .collect(Collectors.joining());
        session.execute("create table ranked as select " + all + " semi join repeated r on "
                + Sql.equal("r", "g", table.key()) + " qualify row_number() over (partition by "
                + Sql.names("g", table.key()) + " order by " + order + "g.__file desc, g.__row desc) = 1");
        return "select " + all + " anti join repeated r on " + Sql.equal("r", "g", table.key())
                + " union all from ranked";
    }

    /** The target's rows of keys that are in the batch; {@code stale} where the batch's row is the older one. */
    private void findExisting() throws SQLException {
        String sequences = table.sequence().isEmpty() ? "" : ", " + Sql.names("t", table.sequence());
        session.execute("create table existing as select " + Sql.names("t", table.key()) + ", t.__file, "
                + older(0) + " as stale from (select " + Sql.names("t", table.key()) + sequences + ", t.__file from "
                + TableRelation.withPositions(target) + " t) t join newest n on " + Sql.equal("t", "n", table.key()));
    }

    /** Compares the sequence columns one after the other; null comes before everything. */
    private String older(int from) {
        if (from == table.sequence().size()) {
            return "false";
        }
        String ours = "n." + Sql.name(table.sequence().get(from));
        String theirs = "t." + Sql.name(table.sequence().get(from));
        return "(coalesce(" + ours + " < " + theirs + ", " + ours + " is null and " + theirs + " is not null) or ("
                + ours + " is not distinct from " + theirs + " and " + older(from + 1) + "))";
    }

    private List<Path> touched() throws SQLException {
        List<Path> touched = new ArrayList<>();
        session.forEach(
                "select distinct __file from existing where not stale order by 1",
                row -> touched.add(target.files().get(row.getInt(1))));
        return touched;
    }

    /** Late rows are rare, so that the join which leaves them out mostly is not needed. */
    private String withoutStale() throws SQLException {
        return session.number("select count(*) from existing where stale") == 0
                ? ""
                : " where not exists (select 1 from existing e where stale and " + Sql.equal("e", "n", table.key())
                        + ")";
    }

    private String untouched(List<Path> files) {
        if (files.isEmpty()) {
            return "";
        }
        TableInput rewritten = new TableInput(target.name(), schema, files, -1);
        return "select " + columns("t") + " from " + TableRelation.of(rewritten)
                + " t where not exists (select 1 from existing e where not stale and "
                + Sql.equal("e", "t", table.key()) + ") union all ";
    }

    private String columns(String relation) {
        return Sql.names(relation, schema.names());
    }

    private static long count(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }
}
