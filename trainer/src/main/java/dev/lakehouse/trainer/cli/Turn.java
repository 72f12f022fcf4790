package dev.lakehouse.trainer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * The right to be at work alone. A container's memory is enough for one command that learns or predicts, and people may type one while
 * the server does a job. The kernel's lock ends with its holder, however that ends.
 */
final class Turn implements AutoCloseable {
    private final FileChannel channel;

    private Turn(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until nobody else has it, and says so to {@code err} where it has to. */
    static Turn await(Path file, PrintStream err) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    err.println("waits for another command, or job, of the trainer to end");
                    channel.lock();
                }
                return new Turn(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "LOCK_FAILED",
                    "Nobody can say whether another command is at work",
                    file + ": " + e.getMessage(),
                    "check the disk and this user's rights",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The process ends next, and the lock with it.
        }
    }
}
