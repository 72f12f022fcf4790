package dev.lakehouse.trainer.example;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feature.EncodedRows;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.FeedShape;

/** Batches that a thread of its own makes, a few ahead of whoever takes them. */
final class ExampleBatches implements Feed.Batches {
    private static final int MOST_AHEAD = 8;

    /** What batches that nobody has taken yet may hold of the memory, but for one. */
    private static final long AHEAD_BYTES = Runtime.getRuntime().maxMemory() / 16;

    private final FeedShape shape;
    private final RowSequence sequence;
    private final UnitLoader loader;
    private final int batchSize;
    private final boolean withKeys;
    private final OpenUnit[] open;
    /** Of each row of the batch at hand, where it is. */
    private final EncodedRows[] from;

    private final int[] place;
    private final BlockingQueue<Made> made;
    private final Thread thread;
    private boolean ended;

    /** What the thread hands over: a batch, the end, or what went wrong. */
    private record Made(Optional<Batch> batch, Optional<LakehouseException> failure) {}

    ExampleBatches(
            FeedShape shape, int units, RowSequence sequence, UnitLoader loader, int batchSize, boolean withKeys) {
        this.open = new OpenUnit[units];
        this.from = new EncodedRows[batchSize];
        this.place = new int[batchSize];
        this.shape = shape;
        this.sequence = sequence;
        this.loader = loader;
        this.batchSize = batchSize;
        this.withKeys = withKeys;
        this.made = new ArrayBlockingQueue<>(ahead(AHEAD_BYTES, batchSize * shape.bytesOfRow()));
        this.thread = new Thread(this::make, "batches");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** How many batches wait at most: fewer of large ones. */
    static int ahead(long bytes, long bytesOfBatch) {
        return (int) Math.max(1, Math.min(MOST_AHEAD, bytes / bytesOfBatch));
    }

    @Override
    public Optional<Batch> next() {
        if (ended) {
            return Optional.empty();
        }
        try {
            Made next = made.take();
            ended = next.batch().isEmpty();
            next.failure().ifPresent(failure -> {
                throw failure;
            });
            return next.batch();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "INTERRUPTED",
                    "Reading was stopped",
                    "the process was told to",
                    "start it again: it goes on from the last checkpoint",
                    e);
        }
    }

    private void make() {
        try {
            Optional<Batch> batch;
            do {
                batch = batch();
                made.put(new Made(batch, Optional.empty()));
            } while (batch.isPresent());
        } catch (InterruptedException e) {
            // Nobody waits for more.
        } catch (LakehouseException e) {
            hand(e);
        } catch (OutOfMemoryError e) {
            hand(ExampleFailures.outOfMemory(e));
        } catch (RuntimeException | Error e) {
            hand(new LakehouseException(
                    FailureKind.INTERNAL,
                    "READING_FAILED",
                    "Rows could not be made into a batch",
                    e.toString(),
                    "report it, with the log",
                    e));
        } finally {
            loader.close();
        }
    }

    private void hand(LakehouseException failure) {
        try {
            made.put(new Made(Optional.empty(), Optional.of(failure)));
        } catch (InterruptedException e) {
            // Nobody waits for it.
        }
    }

    private Optional<Batch> batch() throws InterruptedException {
        float[] numbers = new float[batchSize * shape.numbers().size()];
        int[] categories = new int[batchSize * shape.categories().size()];
        float[] sets = new float[batchSize * shape.setsWidth()];
        float[] labels = new float[batchSize];
        String[] keys = new String[withKeys ? batchSize : 0];
        int rows = draw(keys);
        // All are drawn before the first is copied: so the processor fetches several of them from memory at once.
        for (int row = 0; row < rows; row++) {
            from[row].copy(place[row], row, numbers, categories, sets, labels);
        }
        if (rows == 0) {
            return Optional.empty();
        }
        List<String> known = withKeys ? Arrays.asList(keys).subList(0, rows) : List.of();
        return Optional.of(new Batch(rows, numbers, categories, sets, labels, known));
    }

    /** Says of the batch's rows where they are; gives their number. */
    private int draw(String[] keys) throws InterruptedException {
        for (int row = 0; row < batchSize; row++) {
            int unit = sequence.next();
            if (unit == RowSequence.NONE) {
                return row;
            }
            OpenUnit opened = open[unit];
            if (opened == null) {
                opened = new OpenUnit(loader.take(unit), sequence.rowsOf(unit), sequence.downwards());
                open[unit] = opened;
            }
            place[row] = opened.row(sequence.place());
            from[row] = opened.content().features();
            if (withKeys) {
                keys[row] = opened.content().keys()[place[row]];
            }
            if (sequence.last()) {
                open[unit] = null;
            }
        }
        return batchSize;
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
        loader.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
