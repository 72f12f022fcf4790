package dev.lakehouse.silver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.FileFormat;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverLoad;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Arrival;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.engine.Refined;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.CommitCompanions;
import dev.lakehouse.stage.CommitFiles;
import dev.lakehouse.stage.Companion;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.CommitOutcome;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.VersionRange;

/** Carries out one planned batch of a silver table: the quarantine's commit first, then the table's. */
final class SilverCommit {
    private final Lake lake;
    private final Pipeline pipeline;
    private final SilverTable table;
    private final CommitFiles commits;
    private final HowRowsArrive rows;

    SilverCommit(Lake lake, Pipeline pipeline, SilverTable table) {
        this.lake = lake;
        this.pipeline = pipeline;
        this.table = table;
        this.commits = new CommitFiles(lake);
        this.rows = new HowRowsArrive(lake, pipeline, table);
    }

    /**
     * Carries it out.
     *
     * @param fullRefresh a batch that was cut off before a column got another type takes in all of bronze up to its end, for
     *     its rows cannot stand beside those that are there
     */
    void apply(Engine engine, BatchPlan plan, boolean fullRefresh, Progress progress, StageCounts counts) {
        DeltaTable target = lake.table(table.table());
        DeltaTable quarantine = lake.table(table.table().quarantine());
        TableSnapshot base = target.snapshot().orElseGet(() -> TableSnapshot.absent(table.table(), table.schema()));
        // Bronze from its beginning is all that belongs in the table: what is there is replaced.
        VersionRange range = plan.inputs().get(table.bronze().toString());
        boolean retyped = !base.schema().retyped(table.schema().columns()).isEmpty();
        boolean everything = range.from() == TableSnapshot.NO_VERSION || (fullRefresh && retyped) || rows.replacesAll();
        boolean allOfBronze = everything || rows.asSnapshots();
        TableInput newRows = newRows(allOfBronze ? new VersionRange(TableSnapshot.NO_VERSION, range.to()) : range);
        Arrival arrival = rows.arrival(everything);
        LandedColumns.missing(table, pipeline, newRows.schema()).values().stream()
                .findFirst()
                .ifPresent(missing -> {
                    throw missing;
                });
        Map<String, TableInput> references = references(plan);
        Refined refined = engine.refine(
                new RefineWork(
                        table,
                        newRows,
                        this::refusedByBronze,
                        hasHeaders(),
                        arrival,
                        everything ? emptied(base) : TableInputs.of(lake, base),
                        references,
                        keys(references),
                        plan.number(),
                        plan.plannedAt(),
                        commits.output(target),
                        commits.output(quarantine)),
                progress);
        BatchMark mark = new BatchMark(table.table().toString(), plan.number());
        new CommitCompanions(lake)
                .commit(target, mark, companions(refined, arrival), refined.files(), allOfBronze, plan.parameters());
        boolean upsert = table.load() == SilverLoad.UPSERT;
        CommitOutcome outcome = commits.commit(
                target,
                new TableChange(
                        base,
                        upsert || everything,
                        refined.schema(),
                        refined.files(),
                        everything ? base.files() : TableInputs.filesAt(lake, base, refined.replaced()),
                        Optional.of(mark),
                        upsert ? "MERGE" : "WRITE",
                        plan.parameters(),
                        metrics(refined)));
        if (outcome instanceof CommitOutcome.AlreadyApplied) {
            counts.notice("batch " + plan.number() + " was taken in by another run at the same time");
            return;
        }
        counts.batch(refined.rowsIn(), refined.inserted(), refined.updated(), refined.deleted())
                .refused(refined.quarantinedRows(), refined.superseded())
                .files(refined.files());
        rows.withoutOperation(newRows.schema()).ifPresent(counts::notice);
        if (refined.unchanged() > 0) {
            counts.notice((refined.unchanged() == 1 ? "1 row says" : refined.unchanged() + " rows say") + " what "
                    + table.table() + " says already");
        }
        refined.keysUnknown()
                .ifPresent(why -> counts.problem(
                        "no row of " + table.table() + " was deleted, though the snapshot may lack some: " + why
                                + "; see the quarantines, and land a sound snapshot"));
        refined.broken()
                .forEach((rule, rows) -> counts.notice((rows == 1 ? "1 row breaks " : rows + " rows break ") + rule));
    }

    private List<Companion> companions(Refined refined, Arrival arrival) {
        Companion quarantine = Companion.quarantine(table.table(), refined.quarantined());
        return arrival instanceof Arrival.Changes changes
                ? List.of(
                        quarantine,
                        new Companion(
                                table.table().tombstones(), changes.tombstones().schema(), refined.tombstones()))
                : List.of(quarantine);
    }

    /** What the batch replaces: nothing of it is left, and its columns are of the types that the pipeline says now. */
    private TableInput emptied(TableSnapshot base) {
        return new TableInput(
                base.table(), base.schema().replacedBy(table.schema().columns()), List.of(), 0);
    }

    private TableInput newRows(VersionRange range) {
        DeltaTable bronze = lake.table(table.bronze());
        return TableInputs.of(
                lake,
                bronze.snapshot(range.to()),
                bronze.changes(range.from(), range.to()).added());
    }

    private boolean hasHeaders() {
        return pipeline.sources().stream()
                .filter(source -> source.name().equals(table.from()))
                .anyMatch(source ->
                        source.format() == FileFormat.CSV && source.csv().header());
    }

    private TableInput refusedByBronze() {
        TableName name = table.bronze().quarantine();
        return TableInputs.of(
                lake, lake.table(name).snapshot().orElseGet(() -> TableSnapshot.absent(name, QuarantineSchema.TABLE)));
    }

    private Map<String, TableInput> references(BatchPlan plan) {
        Map<String, TableInput> references = new HashMap<>();
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.References referring) {
                TableName name = new TableName(Layer.SILVER, referring.table());
                long version = plan.inputs().get(name.toString()).to();
                TableSnapshot snapshot = version == TableSnapshot.NO_VERSION
                        ? TableSnapshot.absent(name, silver(referring.table()).schema())
                        : lake.table(name).snapshot(version);
                references.put(referring.table(), TableInputs.of(lake, snapshot));
            }
        }
        return references;
    }

    private Map<String, List<String>> keys(Map<String, TableInput> references) {
        Map<String, List<String>> keys = new HashMap<>();
        references.keySet().forEach(name -> keys.put(name, silver(name).key()));
        return keys;
    }

    private SilverTable silver(String name) {
        return pipeline.silver().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the pipeline was validated, yet lacks " + name));
    }

    private static Map<String, Long> metrics(Refined refined) {
        return Map.of(
                "numSourceRows", refined.rowsIn(),
                "numTargetRowsInserted", refined.inserted(),
                "numTargetRowsUpdated", refined.updated(),
                "numTargetRowsDeleted", refined.deleted(),
                "numRowsQuarantined", refined.quarantinedRows(),
                "numRowsSuperseded", refined.superseded(),
                "numRowsUnchanged", refined.unchanged(),
                "numRowsDropped", refined.dropped(),
                "numTargetFilesAdded", (long) refined.files().size(),
                "numTargetFilesRemoved", (long) refined.replaced().size());
    }
}
