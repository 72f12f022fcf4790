package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that wait for the store. Files wait for their parts, so each kind has threads of its own. */
final class Workers implements AutoCloseable {
    private static final int FILES = 8;
    private static final int PARTS = 12;

    private final ExecutorService files = Executors.newFixedThreadPool(FILES, named("s3-file-"));
    private final ExecutorService parts = Executors.newFixedThreadPool(PARTS, named("s3-part-"));

    <T> Future<T> file(Callable<T> work) {
        return files.submit(work);
    }

    <T> Future<T> part(Callable<T> work) {
        return parts.submit(work);
    }

    /** Waits for all; where any failed, the others are ended first, so that nobody writes on behind the caller's back. */
    static <T> List<T> awaitAll(List<? extends Future<? extends T>> futures) throws IOException, InterruptedException {
        List<T> results = new ArrayList<>();
        boolean done = false;
        try {
            for (Future<? extends T> future : futures) {
                results.add(await(future));
            }
            done = true;
        } finally {
            if (!done) {
                futures.forEach(future -> future.cancel(true));
            }
        }
        return results;
    }

    static <T> T await(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether it ended without a result. */
    static boolean hasFailed(Future<?> future) {
        if (!future.isDone()) {
            return false;
        }
        try {
            future.get();
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What is on its way is given up: no caller waits any more. */
    @Override
    public void close() {
        files.shutdownNow();
        parts.shutdownNow();
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger next = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, prefix + next.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
