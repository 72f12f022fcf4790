package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;

/**
 * Why a disk refused. Java hands on the operating system's sentence, which may be in the user's language, so the disk itself
 * is asked as well.
 */
final class Disk {
    /** Less than this is as good as nothing: a file system keeps some blocks for itself. */
    private static final long SPARE_BYTES = 64 * 1024;

    private Disk() {}

    static boolean isFull(Path file, Exception e) {
        return says(e, "No space left on device")
                || says(e, "quota exceeded")
                || store(file).map(store -> usable(store) < SPARE_BYTES).orElse(false);
    }

    static boolean isReadOnly(Path file, Exception e) {
        return e instanceof AccessDeniedException
                || e instanceof ReadOnlyFileSystemException
                || says(e, "Read-only file system")
                || store(file).map(FileStore::isReadOnly).orElse(false);
    }

    private static boolean says(Exception e, String words) {
        return e.getMessage() != null && e.getMessage().contains(words);
    }

    private static long usable(FileStore store) {
        try {
            return store.getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The store of the nearest folder above {@code file} that exists. */
    private static Optional<FileStore> store(Path file) {
        for (Path path = file.toAbsolutePath(); path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                try {
                    return Optional.of(Files.getFileStore(path));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
