package dev.lakehouse.serve.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.lakehouse.failure.LakehouseException;

/**
 * Sees to runs that nobody sees to: one that runs and whose service is gone is interrupted, one that waits and whose service
 * is gone waits here from now on. Passes on what other services were asked to cancel, and forgets what is old.
 */
final class LookAfterRuns {
    /** So many runs are kept, and all of the last day. */
    private static final int KEPT = 1000;

    private static final Duration KEPT_FOR = Duration.ofDays(1);

    private final String service;
    private final DoRun doRun;
    private final RunFiles files;
    private final RunQueue queue;
    private final RunCatalog catalog;
    private final Heartbeat heartbeat;
    private final Consumer<Run> cancel;
    private final Clock clock;

    LookAfterRuns(
            String service,
            DoRun doRun,
            RunFiles files,
            RunQueue queue,
            RunCatalog catalog,
            Heartbeat heartbeat,
            Consumer<Run> cancel,
            Clock clock) {
        this.service = service;
        this.doRun = doRun;
        this.files = files;
        this.queue = queue;
        this.catalog = catalog;
        this.heartbeat = heartbeat;
        this.cancel = cancel;
        this.clock = clock;
    }

    void all() {
        NavigableMap<String, Set<String>> all = files.list();
        all.forEach((id, names) -> {
            if (names.contains(RunFiles.QUEUED) && !names.contains(RunFiles.ENDED)) {
                catalog.find(id).ifPresent(run -> lookAfter(run, names));
            }
        });
        forgetOld(List.copyOf(all.descendingKeySet()));
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
        if (run.state() == RunState.RUNNING) {
            if (!run.service().equals(service)) {
                end(run, RunState.INTERRUPTED, DoRun.stopped(RunState.INTERRUPTED));
            }
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

    private void forgetOld(List<String> ids) {
        Instant oldest = clock.instant().minus(KEPT_FOR);
        for (String id : ids.subList(Math.min(KEPT, ids.size()), ids.size())) {
            catalog.find(id)
                    .filter(run -> run.ending()
                            .map(ending -> ending.endedAt().isBefore(oldest))
                            .orElse(false))
                    .ifPresent(run -> {
                        files.delete(run);
                        catalog.forget(id);
                    });
        }
    }
}
