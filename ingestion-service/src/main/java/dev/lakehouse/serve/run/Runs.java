package dev.lakehouse.serve.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.Lake;
import io.micrometer.core.instrument.MeterRegistry;

/** Takes wishes for runs and tells what became of them. Safe for use by several threads. */
public final class Runs {
    private final Lake lake;
    private final Clock clock;
    private final DoRun doRun;
    private final RunFiles files;
    private final RunQueue queue;
    private final RunMetrics metrics;
    private final RunCatalog catalog;
    private final RunWorkers workers;
    private final String service;
    private volatile boolean stopping;

    /**
     * @param service a name that no other process ever has
     * @param engine asked for once there is work
     * @param environment has addresses and logins of databases
     * @param afterRun is told the tables of each run that succeeded; it throws nothing
     */
    public Runs(
            String service,
            Lake lake,
            Path pipelines,
            Supplier<Engine> engine,
            Map<String, String> environment,
            Consumer<List<TableName>> afterRun,
            RunLimits limits,
            MeterRegistry registry,
            Clock clock) {
        this.service = service;
        this.lake = lake;
        this.clock = clock;
        this.doRun = new DoRun(lake, pipelines, engine, environment, afterRun, clock);
        this.files = new RunFiles(lake.storage());
        this.queue = new RunQueue(limits);
        this.metrics = new RunMetrics(registry, queue);
        this.catalog = new RunCatalog(files);
        this.workers = new RunWorkers(
                service, doRun, files, queue, metrics, catalog, new Heartbeat(lake.storage(), service), limits, clock);
    }

    /** Begins to work: first with what another process left behind. */
    public void start() {
        lake.claim();
        workers.start();
    }

    /** What came of asking for a run. */
    public record Accepted(Run run, boolean isNew) {}

    /**
     * Queues a run. With a key, asking again gives the same run, also of another service or after a restart.
     *
     * @throws LakehouseException {@code IDEMPOTENCY_KEY_REUSED} of kind user where the key stands for another request,
     *     {@code QUEUE_FULL} or {@code SHUTTING_DOWN} of kind external where it cannot be taken now
     */
    public synchronized Accepted submit(RunRequest request, Optional<String> key) {
        Optional<Run> before = key.flatMap(files::keyHolder);
        if (before.isPresent()) {
            return same(before.get(), request);
        }
        List<TableName> tables = doRun.tables(request);
        requireRoom(tables);
        Run run = new Run(
                RunId.create(clock.instant()),
                request,
                key,
                clock.instant(),
                service,
                Optional.empty(),
                Optional.empty());
        if (key.isPresent() && !files.claimKey(run)) {
            return same(files.keyHolder(key.get()).orElseThrow(), request);
        }
        files.createQueued(run);
        catalog.put(run);
        queue.enter(run.id(), tables);
        return new Accepted(run, true);
    }

    /** {@code RUN_NOT_FOUND}, of kind user, where there is none of that id. */
    public Run find(String id) {
        return catalog.find(id)
                .orElseThrow(() -> new LakehouseException(
                        FailureKind.USER,
                        "RUN_NOT_FOUND",
                        "There is no run " + id,
                        "no service of this lake has taken such a run, or it is so old that its record was removed",
                        "ask for the list of runs"));
    }

    /** The newest first. */
    public List<Run> list(Optional<String> pipeline, Optional<RunState> state, int limit) {
        return catalog.newest(
                run -> pipeline.map(run.request().pipeline()::equals).orElse(true)
                        && state.map(run.state()::equals).orElse(true),
                limit);
    }

    /** How far a run is; empty where it does not run in this process. */
    public Optional<RunProgress> progress(Run run) {
        return workers.progress(run.id());
    }

    /** Asks for a run's end: one that waits ends at once, one that runs soon, one that has ended stays as it is. */
    public Run cancel(String id) {
        Run run = find(id);
        if (!run.state().ended()) {
            workers.cancel(run);
        }
        return find(id);
    }

    /** Whether runs are taken. */
    public boolean open() {
        return !stopping;
    }

    /** Takes no more runs, gives those that go some time, and interrupts the rest. */
    public void stop() {
        stopping = true;
        workers.stop();
    }

    private Accepted same(Run before, RunRequest request) {
        if (!before.request().equals(request)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "IDEMPOTENCY_KEY_REUSED",
                    "The idempotency key stands for another request",
                    "it was used for run " + before.id() + " of the pipeline "
                            + before.request().pipeline(),
                    "use a new key for a new request");
        }
        return new Accepted(catalog.find(before.id()).orElseGet(() -> complete(before)), false);
    }

    /** A service that died between the key and the run left a key alone. */
    private Run complete(Run run) {
        files.createQueued(run);
        return run;
    }

    private void requireRoom(List<TableName> tables) {
        if (stopping) {
            metrics.refused();
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "SHUTTING_DOWN",
                    "The service takes no more runs",
                    "it is going down",
                    "ask again once it is back");
        }
        try {
            queue.requireRoom(tables);
        } catch (LakehouseException e) {
            metrics.refused();
            throw e;
        }
    }
}
