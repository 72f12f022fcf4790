package dev.lakehouse.generate;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * Puts whole files into the landing folder: written aside, in {@code .generate}, then renamed. A process that is killed leaves no
 * half file where a pipeline looks; what it left aside is overwritten by the next. A lock, which the system drops when its
 * process ends, keeps two of them apart.
 */
public final class LandingWriter implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final String ASIDE = ".generate";

    private final Path landing;
    private final boolean overwrite;
    private final FileChannel channel;

    /**
     * Locks the landing folder, which is made where it is not there.
     *
     * @param overwrite whether a file that is there with other content is replaced; if not, that is a failure of kind user
     */
    public LandingWriter(Path landing, boolean overwrite) {
        this.landing = landing;
        this.overwrite = overwrite;
        Path aside = landing.resolve(ASIDE);
        try {
            Files.createDirectories(aside);
            channel = FileChannel.open(aside.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock(channel, landing);
        } catch (IOException e) {
            throw failed(aside, e);
        }
    }

    /** What a file is to hold. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Who counts the files. */
    public interface FileCount {
        /**
         * Counts one file.
         *
         * @param written whether it was not there with this content
         */
        void file(long bytes, boolean written);
    }

    /** Makes a file of that name below the landing folder, if it is not there with the same content. */
    public void write(String name, Content content, FileCount count) {
        Path target = landing.resolve(name);
        Path temporary = landing.resolve(ASIDE).resolve(name.replace('/', '-') + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), BUFFER)) {
                content.writeTo(out);
            }
            boolean there = Files.exists(target);
            boolean same = there && Files.mismatch(temporary, target) == -1;
            if (there && !same && !overwrite) {
                throw different(target);
            }
            count.file(Files.size(temporary), !same);
            if (!same) {
                Files.createDirectories(target.getParent());
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw failed(target, e);
        } finally {
            discard(temporary);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(landing, e);
        }
    }

    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw failed(temporary, e);
        }
    }

    private static void lock(FileChannel channel, Path landing) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new LakehouseException(
                    FailureKind.CONFLICT,
                    "GENERATE_RUNNING",
                    "Files are being generated into " + landing + " already",
                    "another process holds " + landing.resolve(ASIDE).resolve("lock"),
                    "wait until it has finished, or generate into another folder");
        }
    }

    private static LakehouseException different(Path target) {
        return new LakehouseException(
                FailureKind.USER,
                "LANDING_FILE_DIFFERS",
                target + " is there already, with other content",
                "it was generated with other options (--seed, --days, --orders and the like), or changed since; landing files may have been"
                        + " taken in already",
                "generate with the same options as before, into another folder, or with --overwrite");
    }

    private static LakehouseException failed(Path path, IOException cause) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "GENERATE_FAILED",
                path + " could not be written",
                String.valueOf(cause),
                "check the folder's permissions and the free space of its disk, then generate again",
                cause);
    }
}
