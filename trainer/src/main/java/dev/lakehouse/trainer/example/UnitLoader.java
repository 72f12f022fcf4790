package dev.lakehouse.trainer.example;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

import dev.lakehouse.failure.LakehouseException;

/** Reads units in threads of its own, a few ahead of whoever asks for them. It is asked by one thread. */
final class UnitLoader implements AutoCloseable {
    private static final int THREADS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final IntFunction<RowUnit.Content> reader;
    private final int[] units;
    private final ExecutorService threads;
    private final Map<Integer, Future<RowUnit.Content>> loading = new HashMap<>();
    private int begun;

    /** @param units those that will be asked for, in about that order */
    UnitLoader(int[] units, IntFunction<RowUnit.Content> reader) {
        this.units = units;
        this.reader = reader;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "rows");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A unit, which is asked for once; waits for it. */
    RowUnit.Content take(int unit) throws InterruptedException {
        Future<RowUnit.Content> wanted = loading.containsKey(unit) ? loading.remove(unit) : null;
        while (wanted == null && begun < units.length) {
            int next = units[begun++];
            Future<RowUnit.Content> future = submit(next);
            if (next == unit) {
                wanted = future;
            } else {
                loading.put(next, future);
            }
        }
        while (begun < units.length && loading.size() < THREADS) {
            loading.put(units[begun], submit(units[begun]));
            begun++;
        }
        if (wanted == null) {
            throw new IllegalStateException("unit " + unit + " was not announced");
        }
        try {
            return wanted.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LakehouseException failure) {
                throw failure;
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw ExampleFailures.outOfMemory(e.getCause());
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Future<RowUnit.Content> submit(int unit) {
        return threads.submit(() -> reader.apply(unit));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
