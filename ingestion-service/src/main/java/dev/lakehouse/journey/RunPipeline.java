package dev.lakehouse.journey;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.lakehouse.bronze.IngestBatch;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverLoad;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.extract.ExtractTable;
import dev.lakehouse.gold.DeriveTable;
import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.landing.PlanBatches;
import dev.lakehouse.ledger.LandingLedger;
import dev.lakehouse.ledger.SourceBooks;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.silver.RefineTable;
import dev.lakehouse.stage.BatchLoop;
import dev.lakehouse.stage.LandedBatch;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchLog;

import static java.util.Objects.requireNonNull;

/** Carries a pipeline's files through its tables: bronze, then silver, then gold, each table after those it reads. */
public final class RunPipeline {
    private final Lake lake;
    private final Supplier<Engine> engine;
    private final Clock clock;
    private final Map<String, String> environment;
    private final StopSignal stop;

    /** One whose sources are files. The engine is asked for only once there is work. */
    public RunPipeline(Lake lake, Supplier<Engine> engine, Clock clock) {
        this(lake, engine, clock, Map.of(), new StopSignal());
    }

    /**
     * @param engine asked for only once there is work, for starting one takes longer than finding nothing new
     * @param environment has addresses and logins of the databases that sources are read from
     * @param stop ends the reading of a database; that of the engine has to be its own
     */
    public RunPipeline(
            Lake lake, Supplier<Engine> engine, Clock clock, Map<String, String> environment, StopSignal stop) {
        this.lake = requireNonNull(lake, "lake is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.environment = Map.copyOf(environment);
        this.stop = requireNonNull(stop, "stop is null");
    }

    /** Runs it; a run that was cut off goes on with the batch that it was at. */
    public RunReport run(Pipeline pipeline, RunOptions options, RunListener listener) {
        long start = System.nanoTime();
        TableSelection selection = TableSelection.of(pipeline, options);
        List<StageResult> results = new ArrayList<>();
        for (Source source : pipeline.sources()) {
            visit(
                    source.table(),
                    selection,
                    listener,
                    results,
                    progress -> ingest(pipeline, source, options.days(), progress));
        }
        for (SilverTable table : SilverOrder.of(pipeline)) {
            visit(
                    table.table(),
                    selection,
                    listener,
                    results,
                    progress -> new RefineTable(lake, engine, clock)
                            .run(pipeline, table, options.refreshes(table.table()), progress));
        }
        for (GoldTable table : pipeline.gold()) {
            visit(
                    table.table(),
                    selection,
                    listener,
                    results,
                    progress -> new DeriveTable(lake, engine, clock)
                            .run(pipeline, table, options.refreshes(table.table()), progress));
        }
        return new RunReport(pipeline.name(), results, Duration.ofNanos(System.nanoTime() - start));
    }

    /** The tables that such a run is about; throws a failure of kind user where the options name none of the pipeline's. */
    public static List<TableName> tables(Pipeline pipeline, RunOptions options) {
        TableSelection selection = TableSelection.of(pipeline, options);
        return pipeline.tables().stream().filter(selection::includes).toList();
    }

    private static void visit(
            TableName table,
            TableSelection selection,
            RunListener listener,
            List<StageResult> results,
            Function<Progress, StageResult> stage) {
        if (selection.includes(table)) {
            StageResult result = stage.apply(listener.started(table));
            results.add(result);
            listener.finished(result);
        }
    }

    private StageResult ingest(Pipeline pipeline, Source source, LandingDays days, Progress progress) {
        String appId = pipeline.name() + "." + source.name();
        StageCounts counts = new StageCounts(source.table());
        // A run about some days is about what landed on them.
        if (source.database().isPresent() && days.areAll()) {
            new ExtractTable(lake.storage(), environment, stop, clock)
                    .run(source, progress)
                    .forEach(counts::notice);
        }
        PlanBatches plans = new PlanBatches(
                lake.storage(),
                source,
                days,
                ExpectedColumns.of(pipeline, source),
                lastRowWins(pipeline, source),
                clock);
        new BatchLog(lake.storage(), source.table())
                .find(lastBatch(source, appId))
                .ifPresent(last -> new IngestBatch(lake).finish(source, last));
        SourceBooks books = new SourceBooks(new LandingLedger(lake), lake, engine, pipeline.name(), source, clock);
        BatchLoop.run(
                lake.storage(),
                () -> plans.next(lastBatch(source, appId), counts),
                (LandedBatch batch) -> new IngestBatch(lake)
                        .run(engine.get(), source, appId, batch, progress, counts)
                        .ifPresent(books::taken));
        books.finish(lastBatch(source, appId), plans.refused(), days.areAll());
        return counts.result(snapshot(source).map(TableSnapshot::version).orElse(TableSnapshot.NO_VERSION));
    }

    /** The tables in which an older row that comes late replaces a newer one. */
    private static List<TableName> lastRowWins(Pipeline pipeline, Source source) {
        return pipeline.silver().stream()
                .filter(table -> table.from().equals(source.name()))
                .filter(table ->
                        table.load() == SilverLoad.UPSERT && table.sequence().isEmpty())
                .map(SilverTable::table)
                .toList();
    }

    private long lastBatch(Source source, String appId) {
        return snapshot(source).map(table -> table.lastBatch(appId)).orElse(TableSnapshot.NO_BATCH);
    }

    private Optional<TableSnapshot> snapshot(Source source) {
        return lake.table(source.table()).snapshot();
    }
}
