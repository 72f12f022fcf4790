package dev.lakehouse.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Asks a piece of work to stop, from any thread. What was planned stays planned, and what was committed stays committed. */
public final class StopSignal {
    private final Set<Runnable> stoppers = ConcurrentHashMap.newKeySet();
    private volatile boolean asked;

    /** Asks, and stops what runs at this moment; asking again stops what has begun since. */
    public void ask() {
        asked = true;
        stoppers.forEach(Runnable::run);
    }

    public boolean asked() {
        return asked;
    }

    /** Throws {@code WORK_STOPPED}, of kind external, once asked. */
    public void check() {
        if (asked) {
            throw failure(null);
        }
    }

    /** Has {@code stopper} called at each {@link #ask} until what is returned is closed. */
    public Hold whileOpen(Runnable stopper) {
        stoppers.add(stopper);
        return () -> stoppers.remove(stopper);
    }

    /** What work throws that was stopped. */
    public static LakehouseException failure(Throwable cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "WORK_STOPPED",
                "The work was stopped",
                "somebody asked for it, or the service is going down",
                "run again: it goes on with the batch that it was at",
                cause);
    }

    /** Ends what {@link #whileOpen} began. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
