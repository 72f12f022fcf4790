package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * A folder of this process alone, for files on their way. A lock beside it shows that the process lives: the folders of those
 * that were killed are removed by whoever starts next.
 */
final class Workspace implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Path lockFile;
    private final FileChannel lock;
    private final AtomicLong next = new AtomicLong();

    private Workspace(Path folder, Path lockFile, FileChannel lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    static Workspace open(Path parent) throws IOException {
        requireNonNull(parent, "parent is null");
        Files.createDirectories(parent);
        removeAbandoned(parent);
        while (true) {
            Path folder = parent.resolve(UUID.randomUUID().toString());
            Path lockFile = parent.resolve(folder.getFileName() + LOCK);
            FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // Another process that starts may have taken the lock for an abandoned one before it was locked.
            if (lock.tryLock() != null && Files.exists(lockFile)) {
                Files.createDirectory(folder);
                return new Workspace(folder, lockFile, lock);
            }
            lock.close();
        }
    }

    /** A path for a new file, of that name, in a folder of its own. */
    Path newFile(String name) throws IOException {
        return newFolder().resolve(name);
    }

    Path newFolder() throws IOException {
        return Files.createDirectory(folder.resolve(Long.toString(next.incrementAndGet())));
    }

    static void delete(Path file) {
        try {
            Files.walkFileTree(file, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path child, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(child);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path child, IOException e) throws IOException {
                    Files.deleteIfExists(child);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // It takes room, and does no other harm: the next start removes it.
        }
    }

    @Override
    public void close() {
        delete(folder);
        delete(lockFile);
        try {
            lock.close();
        } catch (IOException e) {
            // The system closes it with the process.
        }
    }

    private static void removeAbandoned(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "*" + LOCK)) {
            for (Path lockFile : locks) {
                removeIfAbandoned(lockFile);
            }
        }
    }

    private static void removeIfAbandoned(Path lockFile) throws IOException {
        String name = String.valueOf(lockFile.getFileName());
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                FileLock abandoned = channel.tryLock()) {
            if (abandoned != null) {
                delete(lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(lockFile);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            // Somebody else removed it, or it is this process' own.
        }
    }
}
