package dev.lakehouse.silver;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.FileChanges;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.VersionRange;

/** Plans a silver table's batches: which bronze versions, checked against which versions of the tables that rules refer to. */
final class SilverBatches {
    private final Lake lake;
    private final SilverTable table;
    private final Clock clock;
    private final BatchLog log;
    private final boolean snapshots;

    SilverBatches(Lake lake, Pipeline pipeline, SilverTable table, Clock clock) {
        this.lake = lake;
        this.table = table;
        this.clock = clock;
        this.log = new BatchLog(lake.storage(), table.table());
        this.snapshots = new HowRowsArrive(lake, pipeline, table).asSnapshots();
    }

    /** A batch that was planned and is not in the table. */
    Optional<BatchPlan> unfinished() {
        return log.find(applied() + 1);
    }

    /** The batch to do next: an unfinished one, else a new one if bronze has new rows. */
    Optional<BatchPlan> next() {
        long applied = applied();
        Optional<BatchPlan> unfinished = log.find(applied + 1);
        if (unfinished.isPresent()) {
            return unfinished;
        }
        long from = log.find(applied)
                .map(last -> last.inputs().get(table.bronze().toString()).to())
                .orElse(TableSnapshot.NO_VERSION);
        long to = version(table.bronze());
        if (to < from) {
            // Bronze was made anew: what silver took from its versions says nothing of these.
            return Optional.of(plan(applied + 1, TableSnapshot.NO_VERSION, to));
        }
        if (to == from) {
            return Optional.empty();
        }
        FileChanges changes = lake.table(table.bronze()).changes(from, to);
        if (snapshots) {
            // Also one without rows is all that there is.
            return changes.none() ? Optional.empty() : Optional.of(plan(applied + 1, from, to));
        }
        if (!changes.removed().isEmpty() && isReadAgain(from, to)) {
            // What the rows that were there before have become in silver goes with them.
            return Optional.of(plan(applied + 1, TableSnapshot.NO_VERSION, to));
        }
        return changes.added().isEmpty() ? Optional.empty() : Optional.of(plan(applied + 1, from, to));
    }

    private boolean isReadAgain(long from, long to) {
        DeltaTable bronze = lake.table(table.bronze());
        return bronze.history((int) Math.min(Integer.MAX_VALUE, version(table.bronze()) - from)).stream()
                .filter(commit -> commit.version() > from && commit.version() <= to)
                .anyMatch(commit -> commit.parameters().containsKey("again"));
    }

    /**
     * Plans a batch of all bronze rows, which takes the place of what is in the table.
     *
     * @return false where another process planned another batch of that number first
     */
    boolean planEverything() {
        long to = version(table.bronze());
        return to == TableSnapshot.NO_VERSION || isEverything(plan(applied() + 1, TableSnapshot.NO_VERSION, to));
    }

    private boolean isEverything(BatchPlan plan) {
        return plan.inputs().get(table.bronze().toString()).from() == TableSnapshot.NO_VERSION;
    }

    private long applied() {
        return lake.table(table.table())
                .snapshot()
                .map(snapshot -> snapshot.lastBatch(table.table().toString()))
                .orElse(TableSnapshot.NO_BATCH);
    }

    private BatchPlan plan(long number, long from, long to) {
        Map<String, VersionRange> inputs = new LinkedHashMap<>();
        inputs.put(table.bronze().toString(), new VersionRange(from, to));
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.References references) {
                TableName referred = new TableName(Layer.SILVER, references.table());
                long version = version(referred);
                inputs.put(referred.toString(), new VersionRange(version, version));
            }
        }
        return log.plan(new BatchPlan(number, clock.instant().truncatedTo(ChronoUnit.MILLIS), List.of(), inputs, ""));
    }

    private long version(TableName name) {
        return lake.table(name).snapshot().map(TableSnapshot::version).orElse(TableSnapshot.NO_VERSION);
    }
}
