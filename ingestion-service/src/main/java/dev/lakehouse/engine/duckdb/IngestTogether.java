package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;

/**
 * Ingests shares of a batch at once: each member of a crew takes the next share as soon as it is free. What comes of it is the same
 * as if one share had come after the other. The first failure stops all of them, and leaves no files.
 */
final class IngestTogether {
    private static final long ASK_AGAIN_MILLIS = 100;

    private final Session session;
    private final ParquetOutput output;
    private final Malformed malformed;
    private final List<Share> shares;
    private final Consumer<IngestedGroup> complete;
    private final StopSignal stop = new StopSignal();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final List<ParquetOutput> parts = new ArrayList<>();
    private final Map<Integer, IngestedGroup> done = new TreeMap<>();
    private Optional<Throwable> failure = Optional.empty();

    /** What one member does without the others. */
    interface Share {
        long bytes();

        IngestedGroup ingest(Session own, ParquetOutput output, Malformed malformed, Progress progress)
                throws SQLException;
    }

    /**
     * @param session whose work this is part of
     * @param complete is told of each share's result by whoever is done with it
     */
    IngestTogether(
            Session session,
            ParquetOutput output,
            Malformed malformed,
            List<? extends Share> shares,
            Consumer<IngestedGroup> complete) {
        this.session = session;
        this.output = output;
        this.malformed = malformed;
        this.shares = List.copyOf(shares);
        this.complete = complete;
    }

    /** The shares' results, in their order. */
    List<IngestedGroup> by(Crew crew, String activity, Progress progress) throws SQLException {
        long bytes = shares.stream().mapToLong(Share::bytes).sum();
        List<Session> sessions = new ArrayList<>();
        progress.begin(activity, bytes, Progress.Unit.BYTES);
        StopSignal.Hold hold = session.whenStopped(stop::ask);
        try {
            session.check();
            List<Malformed> noted = new ArrayList<>();
            for (Database member : crew.members()) {
                sessions.add(member.session(stop));
                noted.add(new Malformed(sessions.get(sessions.size() - 1)));
            }
            ingest(sessions, noted, new SharedProgress(progress, bytes));
            for (Malformed lines : noted) {
                malformed.addAll(lines);
            }
            return List.copyOf(done.values());
        } catch (SQLException | RuntimeException e) {
            parts.forEach(ParquetOutput::discard);
            throw e;
        } finally {
            hold.close();
            for (Session each : sessions) {
                each.close();
            }
            progress.end();
        }
    }

    private void ingest(List<Session> sessions, List<Malformed> noted, SharedProgress progress) throws SQLException {
        for (int share = 0; share < shares.size(); share++) {
            waiting.add(share);
        }
        ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
        for (int member = 0; member < sessions.size(); member++) {
            Session own = sessions.get(member);
            Malformed lines = noted.get(member);
            threads.execute(() -> ingest(own, lines, progress));
        }
        threads.shutdown();
        await(threads);
        if (failure.isPresent()) {
            throwAsItIs(failure.get());
        }
    }

    /** What one member does. */
    private void ingest(Session own, Malformed lines, SharedProgress progress) {
        try {
            for (Optional<Taken> next = next(own); next.isPresent(); next = next(own)) {
                Taken taken = next.get();
                Share share = shares.get(taken.share());
                Progress piece = progress.piece(share.bytes());
                IngestedGroup ingested = share.ingest(own, taken.output(), lines, piece);
                piece.advance(1);
                complete.accept(ingested);
                finished(taken.share(), ingested);
            }
        } catch (SQLException | RuntimeException | Error e) {
            failed(e);
        }
    }

    private record Taken(int share, ParquetOutput output) {}

    /** Shares are taken in their order, so that their files' names are in it. */
    private synchronized Optional<Taken> next(Session own) {
        if (failure.isPresent() || waiting.isEmpty()) {
            return Optional.empty();
        }
        ParquetOutput part = output.part(own);
        parts.add(part);
        return Optional.of(new Taken(waiting.remove(), part));
    }

    private synchronized void finished(int share, IngestedGroup ingested) {
        done.put(share, ingested);
    }

    private synchronized void failed(Throwable cause) {
        if (failure.isEmpty()) {
            failure = Optional.of(cause);
            stop.ask();
        }
    }

    /**
     * Nobody may close a session whose statement runs: an interrupt of this thread only stops the others. One that was about to
     * begin a statement when it was asked to stop is asked again.
     */
    private void await(ExecutorService threads) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                if (!ended && stop.asked()) {
                    stop.ask();
                }
            } catch (InterruptedException e) {
                interrupted = true;
                stop.ask();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void throwAsItIs(Throwable cause) throws SQLException {
        if (cause instanceof SQLException sql) {
            throw sql;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) cause;
    }
}
