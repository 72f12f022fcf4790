package dev.lakehouse.extract;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.lakehouse.engine.StopSignal;

/** Several threads with a connection each, which take pages from one pile. The first failure ends the work of all. */
final class Readers {
    private final int count;
    private final StopSignal stop;

    Readers(int count, StopSignal stop) {
        this.count = count;
        this.stop = stop;
    }

    /** Opens a connection. */
    interface Opening {
        DatabaseSession open() throws SQLException;
    }

    /** Reads one page. */
    interface Work {
        void read(DatabaseSession session, int page) throws SQLException, IOException;
    }

    void run(List<Integer> pages, Opening opening, Work work) throws SQLException, IOException {
        Queue<Integer> pile = new ConcurrentLinkedQueue<>(pages);
        int threads = Math.max(1, Math.min(count, pages.size()));
        ExecutorService executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "extract");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                readers.add(executor.submit(() -> {
                    readAll(pile, opening, work);
                    return null;
                }));
            }
            await(readers);
        } finally {
            executor.shutdownNow();
        }
    }

    private void readAll(Queue<Integer> pile, Opening opening, Work work) throws SQLException, IOException {
        try (DatabaseSession session = opening.open()) {
            for (Integer page = pile.poll(); page != null; page = pile.poll()) {
                stop.check();
                work.read(session, page);
            }
        } finally {
            // After a failure nobody begins another one.
            pile.clear();
        }
    }

    /** Waits for all, so that none writes on after a failure was told. */
    private static void await(List<Future<?>> readers) throws SQLException, IOException {
        Throwable failure = null;
        for (Future<?> reader : readers) {
            try {
                reader.get();
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw StopSignal.failure(e);
            }
        }
        if (failure instanceof SQLException sql) {
            throw sql;
        }
        if (failure instanceof IOException io) {
            throw io;
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
