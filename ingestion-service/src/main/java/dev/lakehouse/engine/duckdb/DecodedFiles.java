package dev.lakehouse.engine.duckdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.decode.OpenDecoder;
import dev.lakehouse.decode.RowBatch;
import dev.lakehouse.decode.RowDecoder;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.engine.Progress;

/**
 * Decodes a group of landing files one after the other, a few batches ahead of whoever takes them. So a small file that
 * turns out broken has given no row yet, and is left out; of a large one that has, taking fails.
 */
final class DecodedFiles implements Closeable {
    /** How much waits. The process has a small heap, whose collector copies what waits each time. */
    private static final long AHEAD_BYTES = 2 << 20;

    private final List<LandedFile> files;
    private final Source source;
    private final Progress progress;
    private final long totalBytes;
    private final Map<Integer, String> broken;
    private final Deque<DecodedBatch> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private long doneBytes;
    private int file = -1;
    private int taken = -1;
    private Optional<RowDecoder> decoder = Optional.empty();
    private Optional<Broken> failure = Optional.empty();

    /** A file that was found broken after some of its rows were taken. */
    record Broken(int file, String reason) {}

    /** @param broken those to leave out; gets those that turn out so */
    DecodedFiles(List<LandedFile> files, Source source, Map<Integer, String> broken, Progress progress) {
        this.files = files;
        this.source = source;
        this.broken = broken;
        this.progress = progress;
        this.totalBytes =
                Math.max(1, files.stream().mapToLong(LandedFile::bytes).sum());
    }

    /** The next batch, which stays; none behind the last one. */
    Optional<DecodedBatch> peek() throws IOException {
        lookAhead();
        return Optional.ofNullable(waiting.peek());
    }

    /** All that wait. */
    List<DecodedBatch> ahead() throws IOException {
        lookAhead();
        return List.copyOf(waiting);
    }

    /** Takes what {@link #peek} showed. */
    void take() {
        DecodedBatch batch = waiting.remove();
        waitingBytes -= weight(batch.rows());
        taken = batch.file();
    }

    /** What made {@link #peek} fail, if that was a file. */
    Optional<Broken> failure() {
        return failure;
    }

    private void lookAhead() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(failure.get().reason());
        }
        while (waitingBytes < AHEAD_BYTES && (decoder.isPresent() || open())) {
            RowDecoder its = decoder.orElseThrow();
            try {
                RowBatch rows = new RowBatch(its.columns());
                boolean more = its.fill(rows);
                waiting.add(DecodedBatch.of(file, its.columns(), rows));
                waitingBytes += weight(rows);
                progress.advance(Math.min(1, (doneBytes + its.position()) / (double) totalBytes));
                if (!more) {
                    closeDecoder();
                }
            } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
                closeDecoder();
                broke(e);
            }
        }
    }

    private boolean open() throws IOException {
        while (++file < files.size()) {
            if (broken.containsKey(file)) {
                continue;
            }
            LandedFile landed = files.get(file);
            try {
                Shape.Decoded shape = (Shape.Decoded) landed.shape();
                decoder = Optional.of(OpenDecoder.of(shape.format(), landed.name(), landed.local(), source));
                return true;
            } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
                broke(e);
            }
        }
        return false;
    }

    /**
     * Libraries throw all kinds of things at broken files; a length that is none asks for more memory than there is, and a codec
     * that is not there is a class that is missing.
     */
    private void broke(Throwable cause) throws IOException {
        String reason =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : String.valueOf(cause);
        if (taken == file) {
            failure = Optional.of(new Broken(file, reason));
            throw new IOException(reason, cause);
        }
        Deque<DecodedBatch> sound = new ArrayDeque<>();
        waitingBytes = 0;
        for (DecodedBatch batch : waiting) {
            if (batch.file() != file) {
                sound.add(batch);
                waitingBytes += weight(batch.rows());
            }
        }
        waiting.clear();
        waiting.addAll(sound);
        broken.put(file, reason);
    }

    /** Of those from one on, the files that cannot be read through, with the reason; none of their rows is kept. */
    static Map<Integer, String> check(List<LandedFile> files, int from, Source source, Runnable stop) {
        Map<Integer, String> broken = new HashMap<>();
        for (int file = from; file < files.size(); file++) {
            Map<Integer, String> its = new HashMap<>();
            try (DecodedFiles one = new DecodedFiles(List.of(files.get(file)), source, its, Progress.NONE)) {
                while (one.peek().isPresent()) {
                    stop.run();
                    one.take();
                }
            } catch (IOException e) {
                broken.put(file, String.valueOf(e.getMessage()));
            }
            if (its.containsKey(0)) {
                broken.put(file, its.get(0));
            }
        }
        return broken;
    }

    private static long weight(RowBatch rows) {
        // An empty one takes a little, too.
        return rows.bytes() + (1 << 10);
    }

    private void closeDecoder() throws IOException {
        RowDecoder ended = decoder.orElseThrow();
        decoder = Optional.empty();
        doneBytes += files.get(file).bytes();
        ended.close();
    }

    @Override
    public void close() throws IOException {
        if (decoder.isPresent()) {
            closeDecoder();
        }
    }
}
