package dev.lakehouse.engine.duckdb;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import dev.lakehouse.engine.Progress;

/**
 * Pours a piece of a file into a named pipe, from which DuckDB reads it as a file of its own: it has no other way to read but a
 * part of one.
 *
 * <p>The pipe is held open for reading too, so that nobody waits for the other to open it. It is not closed before its reader has
 * opened it as long as the piece is larger than what a pipe holds.
 */
final class PieceFeed implements AutoCloseable {
    private static final long STEP_BYTES = 1L << 20;

    private final Path file;
    private final Piece piece;
    private final FileChannel pipe;
    private final Progress progress;
    private final Thread thread;
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile boolean complete;

    private PieceFeed(Path file, Piece piece, FileChannel pipe, Progress progress) {
        this.file = file;
        this.piece = piece;
        this.pipe = pipe;
        this.progress = progress;
        this.thread = new Thread(this::pour, "piece-feed");
        thread.setDaemon(true);
    }

    static PieceFeed start(Path file, Piece piece, Path pipe, Progress progress) throws IOException {
        FileChannel both = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
        PieceFeed feed = new PieceFeed(file, piece, both, progress);
        feed.thread.start();
        return feed;
    }

    /** Makes a named pipe; false where the system has none. */
    static boolean makePipe(Path pipe) {
        try {
            Process making = new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return making.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Throws unless all of the piece was poured, once its reader has come to an end. */
    void check() throws IOException {
        close();
        if (failure.isPresent()) {
            throw new IOException("a piece of " + file + " could not be read", failure.get());
        }
        if (!complete) {
            throw new IOException("a piece of " + file + " was not read to its end");
        }
    }

    private void pour() {
        try (pipe;
                FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = piece.from();
            while (at < piece.to()) {
                long poured = bytes.transferTo(at, Math.min(STEP_BYTES, piece.to() - at), pipe);
                if (poured <= 0) {
                    throw new EOFException(file + " ends at " + at + " and not at " + piece.to());
                }
                at += poured;
                progress.advance((double) (at - piece.from()) / piece.bytes());
            }
            complete = true;
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops it if nobody reads any more. */
    @Override
    public void close() {
        thread.interrupt();
        join();
    }
}
