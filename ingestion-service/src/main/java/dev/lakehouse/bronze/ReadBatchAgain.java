package dev.lakehouse.bronze;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.DataFileNames;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.stage.CommitFiles;
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
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;

/**
 * Reads a batch again, and puts what it is now in the place of what it was (docs/adr/0023). Three commits: the quarantine gets its
 * new lines, the table its new rows, and the quarantine loses its old lines. So a line may be in both for a while, and is never in
 * neither. The names of the files tell which reading wrote them.
 */
final class ReadBatchAgain {
    private static final int TRIES = 10;

    private final Lake lake;
    private final CommitFiles commits;

    ReadBatchAgain(Lake lake) {
        this.lake = lake;
        this.commits = new CommitFiles(lake);
    }

    Optional<TakenBatch> run(
            Engine engine, Source source, String appId, LandedBatch batch, Progress progress, StageCounts counts) {
        DeltaTable table = lake.table(source.table());
        TableSnapshot base = table.snapshot().orElseThrow();
        BatchPlan plan = batch.plan();
        BatchMark mark = new BatchMark(appId, plan.number());
        Optional<String> obstacle = obstacle(source, base, batch);
        if (obstacle.isPresent()) {
            return stays(table, base, plan, mark, obstacle.get(), counts);
        }
        IngestBatch.refuseOtherTypes(source, base.schema());
        Ingested ingested = engine.ingest(work(source, base, batch), progress);
        Optional<String> unfit = source.mode() instanceof LoadMode.Full
                ? IngestBatch.unfit(base, ingested, source.database().isPresent())
                : Optional.empty();
        if (unfit.isPresent()) {
            table.discard(ingested.files());
            lake.table(source.table().quarantine()).discard(ingested.quarantined());
            return stays(table, base, plan, mark, unfit.get(), counts);
        }
        quarantine(table, plan, ingested);
        List<DataFile> replaced = source.mode() instanceof LoadMode.Full
                ? base.files()
                : FilesOfBatch.in(base, plan.batchOfRows()).own();
        CommitOutcome outcome = commits.commit(
                table,
                IngestBatch.change(
                        base, ingested.schema(), ingested.files(), Optional.of(replaced), plan.parameters(), mark));
        finish(source, plan);
        if (outcome instanceof CommitOutcome.AlreadyApplied) {
            counts.notice("batch " + mark.number() + " was taken in by another run at the same time");
            return Optional.empty();
        }
        long rows = IngestBatch.rows(ingested.files());
        long refused = IngestBatch.rows(ingested.quarantined());
        counts.batch(rows + refused, rows, 0, 0).refused(refused, 0).files(ingested.files());
        IngestBatch.describe(base, ingested, counts);
        return Optional.of(new TakenBatch(batch, outcome.version(), ingested.landed()));
    }

    /** Does what a reading that was cut off behind its table's commit has left to do. */
    void finish(Source source, BatchPlan plan) {
        DeltaTable quarantine = lake.table(source.table().quarantine());
        List<DataFile> rows = lake.table(source.table())
                .snapshot()
                .map(table -> FilesOfBatch.in(table, plan.batchOfRows()).own())
                .orElse(List.of());
        String reading = reading(plan);
        boolean isDone = rows.stream().allMatch(file -> file.name().startsWith(reading));
        change(quarantine, plan, List.of(), now -> {
            List<DataFile> lines = FilesOfBatch.in(now, plan.batchOfRows()).own();
            boolean isKnown = !rows.isEmpty()
                    || lines.stream().anyMatch(file -> file.name().startsWith(reading));
            return isDone && isKnown
                    ? lines.stream()
                            .filter(file -> !file.name().startsWith(reading))
                            .toList()
                    : List.of();
        });
    }

    private IngestWork work(Source source, TableSnapshot base, LandedBatch batch) {
        DeltaTable table = lake.table(source.table());
        return new IngestWork(
                source,
                base.schema(),
                batch.files(),
                batch.plan().batchOfRows(),
                reading(batch.plan()),
                batch.plan().plannedAt(),
                commits.output(table),
                commits.ahead(table),
                commits.output(lake.table(source.table().quarantine())));
    }

    /** The new lines beside the old ones; what an attempt that was cut off has left goes. */
    private void quarantine(DeltaTable table, BatchPlan plan, Ingested ingested) {
        try {
            change(lake.table(table.name().quarantine()), plan, ingested.quarantined(), now -> ofReading(now, plan));
        } catch (RuntimeException e) {
            CommitFiles.discardAfter(e, table, ingested.files());
            throw e;
        }
    }

    private Optional<TakenBatch> stays(
            DeltaTable table, TableSnapshot base, BatchPlan plan, BatchMark mark, String why, StageCounts counts) {
        change(lake.table(table.name().quarantine()), plan, List.of(), now -> ofReading(now, plan));
        commits.commit(
                table,
                IngestBatch.change(
                        base,
                        base.schema(),
                        List.of(),
                        Optional.empty(),
                        Map.of("batch", Long.toString(plan.number())),
                        mark));
        counts.problem("batch " + plan.batchOfRows() + " was not read again, and its rows stay in " + base.table()
                + " as they were: " + why);
        return Optional.empty();
    }

    /** Why a batch is not read again, if it is not. */
    private Optional<String> obstacle(Source source, TableSnapshot base, LandedBatch batch) {
        long again = batch.plan().batchOfRows();
        List<String> lost = batch.lost();
        if (!lost.isEmpty()) {
            return Optional.of((lost.size() == 1 ? "a file of it is" : lost.size() + " files of it are")
                    + " not there any more, or overwritten, such as " + lost.get(0));
        }
        if (source.mode() instanceof LoadMode.Full && isReplaced(source, batch.plan())) {
            return Optional.of("a newer snapshot has taken its place");
        }
        Optional<DataFile> mixed = FilesOfBatch.in(base, again).mixed().stream()
                .findFirst()
                .or(() -> lake.table(source.table().quarantine()).snapshot().stream()
                        .flatMap(quarantine -> FilesOfBatch.in(quarantine, again).mixed().stream())
                        .findFirst());
        return mixed.map(
                file -> "another program has put them into files with rows of other batches, such as " + file.name());
    }

    private boolean isReplaced(Source source, BatchPlan plan) {
        BatchLog log = new BatchLog(lake.storage(), source.table());
        for (long number = plan.batchOfRows() + 1; number < plan.number(); number++) {
            if (log.find(number).filter(between -> between.again().isEmpty()).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<DataFile> ofReading(TableSnapshot quarantine, BatchPlan plan) {
        return quarantine.files().stream()
                .filter(file -> file.name().startsWith(reading(plan)))
                .toList();
    }

    private static String reading(BatchPlan plan) {
        return DataFileNames.prefix(plan.batchOfRows(), plan.number());
    }

    /** What goes out of a table, as it is now. */
    private interface Outdated {
        List<DataFile> of(TableSnapshot now);
    }

    /** A change of the quarantine, which others may write to meanwhile. */
    private void change(DeltaTable quarantine, BatchPlan plan, List<WrittenFile> added, Outdated outdated) {
        lake.storage()
                .publish(
                        quarantine.folder(),
                        added.stream().map(WrittenFile::name).toList());
        for (int attempt = 1; ; attempt++) {
            TableSnapshot now = quarantine
                    .snapshot()
                    .orElseGet(() -> TableSnapshot.absent(quarantine.name(), QuarantineSchema.TABLE));
            List<DataFile> gone = outdated.of(now);
            if (added.isEmpty() && gone.isEmpty()) {
                return;
            }
            try {
                // Not CommitFiles, which deletes the files of a change that met a conflict.
                quarantine.commit(new TableChange(
                        now,
                        !gone.isEmpty(),
                        new TableSchema(QuarantineSchema.TABLE.columns()),
                        added,
                        gone,
                        Optional.empty(),
                        "WRITE",
                        plan.parameters(),
                        Map.of("numOutputRows", IngestBatch.rows(added))));
                return;
            } catch (LakehouseException e) {
                if (e.kind() != FailureKind.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }
}
