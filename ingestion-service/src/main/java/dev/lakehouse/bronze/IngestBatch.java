package dev.lakehouse.bronze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.stage.CommitCompanions;
import dev.lakehouse.stage.CommitFiles;
import dev.lakehouse.stage.Companion;
import dev.lakehouse.stage.LandedBatch;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.stage.TakenBatch;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.CommitOutcome;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;
import dev.lakehouse.table.batch.BatchPlan;

/** Takes a planned batch into a bronze table: its quarantine first, then the table, each marked with the batch. */
public final class IngestBatch {
    /** Of files that cannot be read; an archive may have a hundred thousand. */
    private static final int SAID = 100;

    private final Lake lake;
    private final CommitFiles commits;

    public IngestBatch(Lake lake) {
        this.lake = lake;
        this.commits = new CommitFiles(lake);
    }

    /** Adds to {@code counts}, and tells what it took in, unless another process has taken the same batch in meanwhile. */
    public Optional<TakenBatch> run(
            Engine engine, Source source, String appId, LandedBatch batch, Progress progress, StageCounts counts) {
        if (batch.plan().again().isPresent()) {
            return new ReadBatchAgain(lake).run(engine, source, appId, batch, progress, counts);
        }
        DeltaTable table = lake.table(source.table());
        DeltaTable quarantine = lake.table(source.table().quarantine());
        TableSnapshot base =
                table.snapshot().orElseGet(() -> TableSnapshot.absent(source.table(), new TableSchema(List.of())));
        BatchMark mark = new BatchMark(appId, batch.plan().number());
        refuseOtherTypes(source, base.schema());
        Ingested ingested = engine.ingest(
                new IngestWork(
                        source,
                        base.schema(),
                        batch.files(),
                        batch.plan().number(),
                        batch.plan().plannedAt(),
                        commits.output(table),
                        commits.ahead(table),
                        commits.output(quarantine)),
                progress);
        long refused = rows(ingested.quarantined());
        new CommitCompanions(lake)
                .commit(
                        table,
                        mark,
                        List.of(Companion.quarantine(source.table(), ingested.quarantined())),
                        ingested.files(),
                        false,
                        batch.plan().parameters());
        List<WrittenFile> accepted = ingested.files();
        boolean replaces = source.mode() instanceof LoadMode.Full;
        Optional<String> unfit =
                replaces ? unfit(base, ingested, source.database().isPresent()) : Optional.empty();
        if (unfit.isPresent()) {
            table.discard(accepted);
            accepted = List.of();
            counts.problem(unfit.get());
        }
        CommitOutcome outcome = commits.commit(
                table,
                change(
                        base,
                        ingested.schema(),
                        accepted,
                        replaces && unfit.isEmpty() ? Optional.of(base.files()) : Optional.empty(),
                        batch.plan().parameters(),
                        mark));
        if (outcome instanceof CommitOutcome.AlreadyApplied) {
            counts.notice("batch " + mark.number() + " was taken in by another run at the same time");
            return Optional.empty();
        }
        long rows = rows(accepted);
        counts.batch(rows + refused, rows, 0, 0).refused(refused, 0).files(accepted);
        describe(base, ingested, counts);
        return Optional.of(new TakenBatch(batch, outcome.version(), ingested.landed()));
    }

    /** Does what the last run has left to do of the batch that the table got last. */
    public void finish(Source source, BatchPlan last) {
        if (last.again().isPresent()) {
            new ReadBatchAgain(lake).finish(source, last);
        }
    }

    /** Why a snapshot cannot take the place of the table, if it cannot. */
    static Optional<String> unfit(TableSnapshot base, Ingested snapshot, boolean ofDatabase) {
        String stays = base.table() + " stays as it was";
        if (!snapshot.unreadable().isEmpty()) {
            return Optional.of(stays + ": a part of its newest snapshot cannot be read");
        }
        // A table of a database that is empty is known to be: somebody looked.
        return snapshot.files().isEmpty() && !base.files().isEmpty() && !ofDatabase
                ? Optional.of(stays
                        + ": its newest snapshot has no rows. If the table is to be empty, delete its rows, and those of"
                        + " the tables made from it; else land a sound snapshot")
                : Optional.empty();
    }

    static void refuseOtherTypes(Source source, TableSchema bronze) {
        for (Column column : BronzeNames.retyped(source, bronze)) {
            ColumnType before = bronze.findAnyCase(column.name()).orElseThrow().type();
            throw new LakehouseException(
                    FailureKind.USER,
                    "TYPE_CHANGED",
                    "Column " + column.name() + " of " + source.table() + " is " + before
                            + ", and its source now makes it " + column.type(),
                    "bronze keeps what landed, and rows of both types cannot stand in one table",
                    "keep the type " + before + " in the source's columns, and cast in silver");
        }
    }

    static void describe(TableSnapshot base, Ingested ingested, StageCounts counts) {
        ingested.unreadable().stream().limit(SAID).forEach(counts::problem);
        if (ingested.unreadable().size() > SAID) {
            counts.problem((ingested.unreadable().size() - SAID)
                    + " more files cannot be read through; the quarantine has all of them");
        }
        if (ingested.rescued() > 0) {
            counts.notice((ingested.rescued() == 1 ? "1 row has" : ingested.rescued() + " rows have")
                    + " values that do not fit their type, or have no column; they are kept in "
                    + ProvenanceColumns.RESCUED);
        }
        if (!ingested.leftOut().isEmpty()) {
            counts.notice((ingested.leftOut().size() == 1 ? "a column that landed is" : "columns that landed are")
                    + " left out, as schema_evolution: none says: "
                    + String.join(", ", new TreeSet<>(ingested.leftOut())));
        }
        if (base.version() == TableSnapshot.NO_VERSION) {
            return;
        }
        List<String> added = ingested.schema().columns().stream()
                .map(Column::name)
                .filter(name -> base.schema().find(name).isEmpty())
                .toList();
        if (!added.isEmpty()) {
            counts.notice(
                    (added.size() == 1 ? "a new column" : "new columns") + " landed: " + String.join(", ", added));
        }
    }

    /** @param replaced what the files take the place of; empty where they are added to what is there */
    static TableChange change(
            TableSnapshot base,
            TableSchema schema,
            List<WrittenFile> files,
            Optional<List<DataFile>> replaced,
            Map<String, String> about,
            BatchMark mark) {
        Map<String, String> parameters = new HashMap<>(about);
        parameters.put("mode", replaced.isPresent() ? "Overwrite" : "Append");
        return new TableChange(
                base,
                replaced.isPresent(),
                schema,
                files,
                replaced.orElse(List.of()),
                Optional.of(mark),
                "WRITE",
                parameters,
                Map.of("numFiles", (long) files.size(), "numOutputRows", rows(files), "numOutputBytes", bytes(files)));
    }

    static long rows(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::rows).sum();
    }

    private static long bytes(List<WrittenFile> files) {
        return files.stream().mapToLong(WrittenFile::bytes).sum();
    }
}
