package dev.lakehouse.serve.run;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that do runs, and the one that keeps watch over them. */
final class RunWorkers {
    private static final Logger LOG = LoggerFactory.getLogger(RunWorkers.class);
    private static final int INSIST_MILLIS = 100;

    /** How long a run may take to end that was interrupted. */
    private static final Duration LAST_WORD = Duration.ofSeconds(7);

    private final String service;
    private final DoRun doRun;
    private final RunFiles files;
    private final RunQueue queue;
    private final RunMetrics metrics;
    private final RunCatalog catalog;
    private final Heartbeat heartbeat;
    private final LookAfterRuns lookAfter;
    private final RunLimits limits;
    private final Clock clock;
    private final Map<String, LiveRun> live = new ConcurrentHashMap<>();
    private final Map<String, Run> unsaved = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch =
            Executors.newScheduledThreadPool(2, task -> daemon(task, "runs-watch"));

    RunWorkers(
            String service,
            DoRun doRun,
            RunFiles files,
            RunQueue queue,
            RunMetrics metrics,
            RunCatalog catalog,
            Heartbeat heartbeat,
            RunLimits limits,
            Clock clock) {
        this.service = service;
        this.doRun = doRun;
        this.files = files;
        this.queue = queue;
        this.metrics = metrics;
        this.catalog = catalog;
        this.heartbeat = heartbeat;
        this.lookAfter = new LookAfterRuns(
                service, doRun, files, queue, catalog, heartbeat, this::isInHand, this::cancel, clock);
        this.limits = limits;
        this.clock = clock;
    }

    void start() {
        heartbeat.beat();
        lookAfter.runs();
        for (int i = 0; i < limits.atOnce(); i++) {
            daemon(this::work, "run-" + i).start();
        }
        long beat = Heartbeat.PERIOD.toMillis();
        Future<?> unusedBeats = watch.scheduleWithFixedDelay(guarded(this::beat), beat, beat, TimeUnit.MILLISECONDS);
        Future<?> unusedLooks = watch.scheduleWithFixedDelay(
                guarded(() -> live.values().forEach(LiveRun::insist)),
                INSIST_MILLIS,
                INSIST_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    Optional<RunProgress> progress(String id) {
        return Optional.ofNullable(live.get(id)).map(LiveRun::progress);
    }

    /** Ends a run that waits here; stops one that runs here; leaves word where another service has it. */
    void cancel(Run run) {
        if (queue.remove(run.id())) {
            end(run.ended(doRun.ending(RunState.CANCELLED, Optional.of(DoRun.stopped(RunState.CANCELLED)))));
            return;
        }
        LiveRun here = live.get(run.id());
        if (here == null) {
            files.askToCancel(run.id());
        } else {
            here.stop(RunState.CANCELLED);
        }
    }

    void stop() {
        queue.close();
        await(limits.grace());
        live.values().forEach(run -> run.stop(RunState.INTERRUPTED));
        await(LAST_WORD);
        for (String id : live.keySet()) {
            catalog.find(id)
                    .ifPresent(run -> end(run.ended(
                            doRun.ending(RunState.INTERRUPTED, Optional.of(DoRun.stopped(RunState.INTERRUPTED))))));
        }
        watch.shutdownNow();
        guarded(heartbeat::end).run();
    }

    private void await(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!live.isEmpty() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(INSIST_MILLIS / 2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        heartbeat.beat();
        unsaved.values().forEach(this::saveEnd);
        lookAfter.forgetOld(lookAfter.runs());
    }

    private void work() {
        try {
            for (Optional<String> id = queue.take(); id.isPresent(); id = queue.take()) {
                String next = id.get();
                guarded(() -> run(next)).run();
                queue.done(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String id) {
        Run queued = catalog.find(id).orElseThrow();
        Run run = queued.started(clock.instant(), service);
        LiveRun here = new LiveRun();
        live.put(id, here);
        try {
            if (files.createRunning(run)) {
                catalog.put(run);
                guarded(() -> heedCancel(id, here)).run();
                end(run.ended(doRun.run(run, here)));
            } else {
                catalog.giveUp(id);
            }
        } finally {
            live.remove(id);
        }
    }

    /** Whoever looks after runs looks for this word too, but later. */
    private void heedCancel(String id, LiveRun here) {
        if (files.isToBeCancelled(id)) {
            here.stop(RunState.CANCELLED);
        }
    }

    /** Whether this process still has something to do for a run: to wait for it, to do it, or to say how it ended. */
    private boolean isInHand(String id) {
        return queue.holds(id) || unsaved.containsKey(id);
    }

    private void end(Run run) {
        metrics.ended(run);
        catalog.put(run);
        unsaved.put(run.id(), run);
        saveEnd(run);
    }

    /** What the record says counts, also where another service took this one for dead. */
    private void saveEnd(Run run) {
        if (!files.createEnded(run)) {
            catalog.forget(run.id());
        }
        unsaved.remove(run.id());
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("the records of runs could not be kept; trying again", e);
            }
        };
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
