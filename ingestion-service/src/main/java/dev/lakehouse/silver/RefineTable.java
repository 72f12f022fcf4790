package dev.lakehouse.silver;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.stage.BatchLoop;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchPlan;

import static java.util.Objects.requireNonNull;

/** Brings a silver table up to date with its bronze table. */
public final class RefineTable {
    private final Lake lake;
    private final Supplier<Engine> engine;
    private final Clock clock;

    public RefineTable(Lake lake, Supplier<Engine> engine, Clock clock) {
        this.lake = requireNonNull(lake, "lake is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Finishes a batch that was cut off, then takes in what has come since; or all there is, for a full refresh. */
    public StageResult run(Pipeline pipeline, SilverTable table, boolean fullRefresh, Progress progress) {
        StageCounts counts = new StageCounts(table.table());
        SilverBatches batches = new SilverBatches(lake, pipeline, table, clock);
        SilverCommit commit = new SilverCommit(lake, pipeline, table);
        Consumer<BatchPlan> work = batch -> commit.apply(engine.get(), batch, fullRefresh, progress, counts);
        BatchLoop.run(lake.storage(), batches::unfinished, work);
        // Another process may have planned a batch of that number first: then that one is done before.
        while (fullRefresh && !batches.planEverything()) {
            BatchLoop.run(lake.storage(), batches::next, work);
        }
        BatchLoop.run(lake.storage(), batches::next, work);
        return counts.result(
                lake.table(table.table()).snapshot().map(TableSnapshot::version).orElse(TableSnapshot.NO_VERSION));
    }
}
