package dev.lakehouse.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Room for what comes out of landing files, which the storage takes back once the batch is done. */
final class LandingScratch {
    private static final Logger LOG = LoggerFactory.getLogger(LandingScratch.class);

    private final Storage storage;

    LandingScratch(Storage storage) {
        this.storage = storage;
    }

    /** Writes into the scratch folder. */
    interface Work<T> {
        /** Is told a path in the scratch folder at which nothing is yet. */
        T at(Path room) throws IOException;
    }

    /** Does it; where the disk refuses, a failure of kind external that names {@code file}. */
    <T> T write(String file, Work<T> work) {
        Path scratch = storage.scratchFolder();
        try {
            Path room = Files.createTempFile(scratch, "landed-", "");
            Files.delete(room);
            return work.at(room);
        } catch (IOException | UncheckedIOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "SCRATCH_FAILED",
                    "Cannot write what is in " + file + " to the scratch folder " + scratch,
                    String.valueOf(e.getMessage()),
                    "make room there and see that this user may write to it, then run the command again; a source's"
                            + " unpack: { max_size } says how much a packed file may need",
                    e);
        }
    }

    /** Files and folders that nobody needs any more; what cannot be deleted goes with the batch. */
    static void discard(Path room) {
        try {
            Files.walkFileTree(room, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.debug("{} stays for now", room, e);
        }
    }
}
