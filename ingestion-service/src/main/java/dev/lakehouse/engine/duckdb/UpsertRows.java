package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Arrival;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.Tombstones;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Merges the rows of {@code good} into a table by key: the highest sequence wins, among equals the one that arrived last. What
 * change data deletes, and what a snapshot lacks, goes.
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
        if (rows == 0 && !(work.arrival() instanceof Arrival.Snapshot)) {
            return MergedRows.added(List.of(), 0);
        }
        String newest = newest();
        if (target.files().isEmpty() && !isChanges()) {
            List<WrittenFile> files = output.sized(newest, schema, progress);
            return MergedRows.added(files, rows - count(files));
        }
        // What stands on a table already need not be copied into another.
        String kind = RefineRows.keeps(work.bronze()) ? "view" : "table";
        session.execute("create " + kind + " newest as " + newest);
        KeysInTable keys = KeysInTable.find(session, work, schema);
        List<Path> touched = keys.touched();
        List<WrittenFile> files = output.sized(
                untouched(touched) + "select " + columns("n") + " from newest n where " + keys.isWritten(),
                schema,
                progress);
        MergeCounts counts = keys.counts();
        long unused = rows - counts.inserted() - counts.updated() - counts.unchanged();
        return new MergedRows(
                files,
                touched,
                tombstones(keys),
                counts.inserted(),
                counts.updated(),
                counts.deleted(),
                isChanges() ? unused - counts.deleted() : unused,
                counts.unchanged(),
                keys.keysUnknown());
    }

    /** One row a key out of {@code good}. */
    private String newest() throws SQLException {
        String keys = Sql.names(table.key());
        session.execute("create table repeated as select " + keys + " from good group by all having count(*) > 1");
        String deleted = isChanges() ? ", g." + OperationColumn.DELETED : "";
        String all = columns("g") + deleted + " from good g";
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

    private String untouched(List<Path> files) {
        if (files.isEmpty()) {
            return "";
        }
        TableInput rewritten = new TableInput(target.name(), schema, files, -1);
        return "select " + columns("t") + " from " + TableRelation.of(rewritten)
                + " t where not exists (select 1 from leaving l where " + Sql.equal("l", "t", table.key())
                + ") union all ";
    }

    private List<WrittenFile> tombstones(KeysInTable keys) throws SQLException {
        if (!(work.arrival() instanceof Arrival.Changes changes)) {
            return List.of();
        }
        TableSchema tombstone = Tombstones.schema(table);
        String values = tombstone.columns().stream().map(this::ofTombstone).collect(Collectors.joining(", "));
        return new ParquetOutput(session, changes.output(), work.batch())
                .ordered("select " + values + " from newest n where " + keys.isDeleting(), tombstone, Progress.NONE);
    }

    private String ofTombstone(Column column) {
        String name = Sql.name(column.name());
        return switch (column.name()) {
            case ProvenanceColumns.BATCH -> work.batch() + "::bigint as " + name;
            case Tombstones.DELETED_AT -> Literals.timestamp(work.plannedAt()) + " as " + name;
            default -> "n." + name;
        };
    }

    private boolean isChanges() {
        return work.arrival() instanceof Arrival.Changes;
    }

    private String columns(String relation) {
        return Sql.names(relation, schema.names());
    }

    private static long count(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }
}
