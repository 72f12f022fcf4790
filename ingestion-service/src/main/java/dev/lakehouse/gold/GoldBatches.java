package dev.lakehouse.gold;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.VersionRange;

/** Plans a gold table's batches: from which to which version of each table that its query reads. */
final class GoldBatches {
    private final Lake lake;
    private final GoldTable table;
    private final Supplier<Engine> engine;
    private final Clock clock;
    private final BatchLog log;

    GoldBatches(Lake lake, GoldTable table, Supplier<Engine> engine, Clock clock) {
        this.lake = lake;
        this.table = table;
        this.engine = engine;
        this.clock = clock;
        this.log = new BatchLog(lake.storage(), table.table());
    }

    /** A batch that was planned and is not in the table. */
    Optional<BatchPlan> unfinished() {
        return log.find(applied() + 1);
    }

    /** The batch to do next: an unfinished one, else a new one if an input has changed. */
    Optional<BatchPlan> next() {
        long applied = applied();
        Optional<BatchPlan> unfinished = log.find(applied + 1);
        if (unfinished.isPresent()) {
            return unfinished;
        }
        String definition = GoldDefinition.digest(table);
        Optional<BatchPlan> last =
                log.find(applied).filter(plan -> plan.definition().equals(definition));
        // The engine is started only when the query is new: looking for work that is not there has to be quick.
        return last.isPresent() ? since(last.get()) : everything();
    }

    /**
     * Plans a batch that computes the whole table, unless none of its inputs exists yet.
     *
     * @return false where another process planned another batch of that number first
     */
    boolean planEverything() {
        return everything()
                .map(plan ->
                        plan.inputs().values().stream().allMatch(range -> range.from() == TableSnapshot.NO_VERSION))
                .orElse(true);
    }

    private Optional<BatchPlan> everything() {
        Map<String, VersionRange> inputs = new TreeMap<>();
        for (String name : inputsOfQuery()) {
            inputs.put(name, new VersionRange(TableSnapshot.NO_VERSION, version(TableName.parse(name))));
        }
        boolean nothingYet = inputs.values().stream().allMatch(range -> range.to() == TableSnapshot.NO_VERSION);
        return nothingYet ? Optional.empty() : Optional.of(plan(inputs));
    }

    private Optional<BatchPlan> since(BatchPlan last) {
        Map<String, VersionRange> inputs = new TreeMap<>();
        for (Map.Entry<String, VersionRange> input : last.inputs().entrySet()) {
            long from = input.getValue().to();
            long to = version(TableName.parse(input.getKey()));
            if (to < from) {
                // An input was made anew: what was computed from its versions says nothing of these.
                return everything();
            }
            inputs.put(input.getKey(), new VersionRange(from, to));
        }
        boolean nothingNew = inputs.values().stream().allMatch(range -> range.from() == range.to());
        return nothingNew ? Optional.empty() : Optional.of(plan(inputs));
    }

    private BatchPlan plan(Map<String, VersionRange> inputs) {
        return log.plan(new BatchPlan(
                applied() + 1,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                List.of(),
                inputs,
                GoldDefinition.digest(table)));
    }

    private long applied() {
        return lake.table(table.table())
                .snapshot()
                .map(snapshot -> snapshot.lastBatch(table.table().toString()))
                .orElse(TableSnapshot.NO_BATCH);
    }

    private List<String> inputsOfQuery() {
        return engine.get().references(table.sql().text()).stream()
                .map(TableReference::table)
                .map(TableName::toString)
                .distinct()
                .toList();
    }

    private long version(TableName name) {
        return lake.table(name).snapshot().map(TableSnapshot::version).orElse(TableSnapshot.NO_VERSION);
    }
}
