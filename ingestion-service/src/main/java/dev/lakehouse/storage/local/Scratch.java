package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for work that spills, of one process alone. While the process lives it holds a lock on the file {@code <name>.lock}
 * beside the folder; the system lets go of it however the process ends. A lock tells the living from the dead where process
 * numbers do not: containers that share a disk have the same ones.
 */
public final class Scratch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
    private static final String LOCK = ".lock";

    /** To open and close a file anew would let go of this process's own lock on it (POSIX, {@code fcntl}). */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Optional<FileChannel> lock;

    private Scratch(Path folder, Optional<FileChannel> lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * A folder of this process's own in {@code parent}; it is not made yet. Those of processes that are dead are deleted.
     * Where {@code parent} cannot be written to, none of it happens: not all work spills.
     */
    public static Scratch open(Path parent) {
        Path folder = parent.toAbsolutePath().resolve(UUID.randomUUID().toString());
        try {
            AtomicFiles.createFolders(parent);
            deleteDead(parent.toAbsolutePath());
            OWN.add(lockOf(folder));
            FileChannel channel =
                    FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new Scratch(folder, Optional.of(channel));
            }
            // Somebody takes this process for dead, in just this moment.
            channel.close();
            return open(parent);
        } catch (IOException e) {
            LOG.debug("No lock for {}: {}", folder, e.toString());
            return new Scratch(folder, Optional.empty());
        }
    }

    /** Where the process may write. */
    public Path folder() {
        return folder;
    }

    /** Deletes what is in the folder, and it. */
    @Override
    public void close() {
        try {
            delete(folder);
            if (lock.isPresent()) {
                // Before the lock is let go of, so that nobody finds the file of a process that has ended well.
                Files.deleteIfExists(lockOf(folder));
                lock.get().close();
                OWN.remove(lockOf(folder));
            }
        } catch (IOException e) {
            LOG.debug("{} stays for the next process to delete: {}", folder, e.toString());
        }
    }

    private static void deleteDead(Path parent) {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "*" + LOCK)) {
            for (Path file : locks) {
                if (!OWN.contains(file)) {
                    deleteIfDead(file);
                }
            }
        } catch (IOException e) {
            LOG.debug("{} is not tidied up: {}", parent, e.toString());
        }
    }

    private static void deleteIfDead(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                String name = String.valueOf(file.getFileName());
                delete(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(file);
            }
        }
    }

    /** Deletes a folder of such a scratch folder, with what is in it. */
    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.debug("{} stays until its process ends: {}", folder, e.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            found.forEach(all::add);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            Files.deleteIfExists(all.get(i));
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
