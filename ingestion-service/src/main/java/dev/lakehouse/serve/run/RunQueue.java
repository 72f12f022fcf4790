package dev.lakehouse.serve.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;

/**
 * Runs that wait, in the order in which they came. A table is written by one run at a time; a run starts once no earlier one,
 * waiting or running, has any of its tables. Safe for use by several threads.
 */
final class RunQueue {
    private final RunLimits limits;
    private final Map<String, Set<TableName>> waiting = new LinkedHashMap<>();
    private final Map<String, Set<TableName>> running = new LinkedHashMap<>();
    private boolean closed;

    RunQueue(RunLimits limits) {
        this.limits = limits;
    }

    /** Throws {@code QUEUE_FULL}, of kind external, where there is no room for a run of those tables. */
    synchronized void requireRoom(List<TableName> tables) {
        if (waiting.size() >= limits.waiting()) {
            throw full(waiting.size() + " runs wait already");
        }
        for (TableName table : tables) {
            long before = waiting.values().stream()
                    .filter(other -> other.contains(table))
                    .count();
            if (before >= limits.waitingPerTable()) {
                throw full(before + " runs wait for " + table + " already");
            }
        }
    }

    /** Puts a run behind all others; one that is here already stays where it is. */
    synchronized void enter(String id, List<TableName> tables) {
        if (!running.containsKey(id)) {
            waiting.putIfAbsent(id, Set.copyOf(tables));
            notifyAll();
        }
    }

    /** Takes a run that may start, and waits until there is one; empty once the queue is closed. */
    synchronized Optional<String> take() throws InterruptedException {
        while (!closed) {
            Optional<String> next = nextFree();
            if (next.isPresent()) {
                running.put(next.get(), waiting.remove(next.get()));
                return next;
            }
            wait();
        }
        return Optional.empty();
    }

    /** The run that was taken has ended: its tables are free. */
    synchronized void done(String id) {
        running.remove(id);
        notifyAll();
    }

    /** Takes a run out that has not started; false where it is none that waits. */
    synchronized boolean remove(String id) {
        boolean removed = waiting.remove(id) != null;
        notifyAll();
        return removed;
    }

    /** Starts no more runs. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized boolean holds(String id) {
        return waiting.containsKey(id) || running.containsKey(id);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized int running() {
        return running.size();
    }

    /** The tables that are being written. */
    synchronized List<TableName> busy() {
        return running.values().stream().flatMap(Set::stream).sorted().toList();
    }

    private Optional<String> nextFree() {
        Set<TableName> taken = new HashSet<>();
        running.values().forEach(taken::addAll);
        for (Map.Entry<String, Set<TableName>> run : waiting.entrySet()) {
            if (run.getValue().stream().noneMatch(taken::contains)) {
                return Optional.of(run.getKey());
            }
            taken.addAll(run.getValue());
        }
        return Optional.empty();
    }

    private static LakehouseException full(String why) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "QUEUE_FULL",
                "The service takes no more runs at this moment",
                why,
                "ask again later, as Retry-After says; a run takes in all that has landed, so few are needed");
    }
}
