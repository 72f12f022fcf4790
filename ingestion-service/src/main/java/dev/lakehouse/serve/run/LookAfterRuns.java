package dev.lakehouse.serve.run;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to runs that nobody sees to: one that runs and whose service is gone is interrupted, one that waits and whose service
 * is gone waits here from now on. Passes on what other services were asked to cancel, and forgets what is old.
 */
final class LookAfterRuns {
    private static final Logger LOG = LoggerFactory.getLogger(LookAfterRuns.class);

    /** So many runs are kept, and all of the last day. */
    private static final int KEPT = 1000;

    private static final Duration KEPT_FOR = Duration.ofDays(1);

    /** So many are forgotten at one beat, so that it never takes long. */
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final Set<String> told = new HashSet<>();
    private final String service;
    private final DoRun doRun;
    private final RunFiles files;
    private final RunQueue queue;
    private final RunCatalog catalog;
    private final Heartbeat heartbeat;
    private final Predicate<String> inHand;
    private final Consumer<Run> cancel;
    private final Clock clock;

    LookAfterRuns(
            String service,
            DoRun doRun,
            RunFiles files,
            RunQueue queue,
            RunCatalog catalog,
            Heartbeat heartbeat,
            Predicate<String> inHand,
            Consumer<Run> cancel,
            Clock clock) {
        this.service = service;
        this.doRun = doRun;
        this.files = files;
        this.queue = queue;
        this.catalog = catalog;
        this.heartbeat = heartbeat;
        this.inHand = inHand;
        this.cancel = cancel;
        this.clock = clock;
    }

    /** Returns every run by its id, and the files that there were of it. */
    NavigableMap<String, Set<String>> runs() {
        NavigableMap<String, Set<String>> all = files.list();
        all.forEach((id, names) -> {
            if (names.contains(RunFiles.QUEUED) && !names.contains(RunFiles.ENDED)) {
                one(id, () -> catalog.find(id).ifPresent(run -> lookAfter(run, names)));
            }
        });
        return all;
    }

    /** What is wrong with one run's record must not keep the others waiting, nor a service from its start. */
    private void one(String id, Runnable look) {
        try {
            look.run();
        } catch (LakehouseException e) {
            if (e.kind() != FailureKind.DATA) {
                throw e;
            }
            if (told.add(id)) {
                LOG.error("run {} is left alone", id, e);
            }
        }
    }

    private void lookAfter(Run run, Set<String> names) {
        if (queue.holds(run.id())) {
            if (names.contains(RunFiles.CANCEL)) {
                cancel.accept(run);
            }
        } else if (run.service().equals(service) || heartbeat.isGone(run.service())) {
            // The listing may be older than what this process has done since.
            Optional<Run> now = files.read(run.id()).filter(it -> !it.state().ended());
            now.ifPresent(it -> takeOver(it, names.contains(RunFiles.CANCEL)));
        }
    }

    private void takeOver(Run run, boolean cancelled) {
        if (inHand.test(run.id())) {
            return;
        }
        if (run.state() == RunState.RUNNING) {
            // Also one of this service, which lost it where the store failed as it was about to begin.
            end(run, RunState.INTERRUPTED, DoRun.stopped(RunState.INTERRUPTED));
        } else if (cancelled) {
            end(run, RunState.CANCELLED, DoRun.stopped(RunState.CANCELLED));
        } else {
            try {
                queue.enter(run.id(), doRun.tables(run.request()));
            } catch (LakehouseException e) {
                end(run, RunState.FAILED, e);
            }
        }
    }

    private void end(Run run, RunState state, LakehouseException why) {
        files.createEnded(run.ended(doRun.ending(state, Optional.of(why))));
        catalog.giveUp(run.id());
    }

    /** Takes away runs that are neither among the newest nor of the last day. Ids tell their age, so no other is read. */
    void forgetOld(NavigableMap<String, Set<String>> all) {
        String oldest = RunId.before(clock.instant().minus(KEPT_FOR));
        all.headMap(oldest).entrySet().stream()
                .limit(Math.max(0, all.size() - KEPT))
                .filter(run -> run.getValue().contains(RunFiles.ENDED))
                .limit(FORGOTTEN_AT_ONCE)
                .forEach(run ->
                        one(run.getKey(), () -> catalog.find(run.getKey()).ifPresent(this::forget)));
    }

    private void forget(Run run) {
        files.delete(run);
        catalog.forget(run.id());
    }
}
