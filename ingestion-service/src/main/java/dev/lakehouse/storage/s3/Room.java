package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Room for landing files in the scratch folder: a file that does not fit is not begun, rather than the disk filled with a part of it. */
final class Room {
    private final Path folder;
    private final Free free;
    private long onTheirWay;

    /** How many bytes may be written now. */
    interface Free {
        long bytes() throws IOException;
    }

    Room(Path folder, Free free) {
        this.folder = folder;
        this.free = free;
    }

    /** The room of the file system that a folder is on. */
    static Room in(Path folder) {
        return new Room(folder, () -> Files.getFileStore(folder).getUsableSpace());
    }

    /** Keeps room for a file until it is closed; a failure where there is not that much, less what others still have to write. */
    synchronized Claim claim(ObjectName object, long bytes) throws IOException {
        long left = Math.max(0, free.bytes() - onTheirWay);
        if (bytes > left) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "SCRATCH_FAILED",
                    "Cannot bring " + object + " to the scratch folder " + folder,
                    "it has " + new DataSize(bytes) + ", and " + new DataSize(left) + " are left there"
                            + (onTheirWay > 0 ? " beside files on their way" : ""),
                    "make room there, lower LAKEHOUSE_CACHE, or name another folder in LAKEHOUSE_SCRATCH");
        }
        onTheirWay += bytes;
        return new Claim(bytes);
    }

    /** What of a file is still to come. */
    final class Claim implements LongConsumer, AutoCloseable {
        private long bytes;

        private Claim(long bytes) {
            this.bytes = bytes;
        }

        /** So many bytes were written, perhaps again: they are no longer free anyway. */
        @Override
        public void accept(long written) {
            synchronized (Room.this) {
                long less = Math.min(bytes, written);
                bytes -= less;
                onTheirWay -= less;
            }
        }

        @Override
        public void close() {
            accept(Long.MAX_VALUE);
        }
    }
}
