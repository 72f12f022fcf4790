package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.lakehouse.config.DataSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of data files, which never change, for all processes of this machine. Those that were not used for longest go when it
 * grows too large.
 *
 * <p>A file gets in, and out to whoever uses it, by a hard link: it is in the cache as a whole or not at all, and one that is
 * removed from it stays with those who use it.
 */
final class DataCache {
    private static final Logger LOG = LoggerFactory.getLogger(DataCache.class);

    /** Part of the largest size that is added before all is measured again, for other processes add to it too. */
    private static final int LOOKS_PER_FILLING = 20;

    private final Path folder;
    private final long mostBytes;
    private long unmeasured;

    DataCache(Path folder, DataSize most) {
        this.folder = folder;
        this.mostBytes = most.bytes();
        // The first file has it measured.
        this.unmeasured = mostBytes;
    }

    /** Links a copy of an object to {@code target}; false where there is none. */
    boolean take(ObjectName object, Path target) throws IOException {
        try {
            Files.createLink(target, file(object));
            Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Keeps a whole file as the copy of an object, durably, unless it is too large. */
    void keep(ObjectName object, Path whole) throws IOException {
        long bytes = Files.size(whole);
        if (bytes > mostBytes) {
            return;
        }
        Path file = file(object);
        // A power cut could leave the name without the content.
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        try {
            Files.createDirectories(file.getParent());
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // Another process was faster, or just removed the empty folder: a copy is a matter of speed only.
            return;
        } catch (FileSystemException | UnsupportedOperationException e) {
            LOG.warn("{} is not kept for later use: {}", object, e.getMessage());
            return;
        }
        grown(bytes);
    }

    void forget(ObjectName object) throws IOException {
        Files.deleteIfExists(file(object));
    }

    private Path file(ObjectName object) {
        return folder.resolve(object.bucket()).resolve(object.key());
    }

    private synchronized void grown(long bytes) throws IOException {
        unmeasured += bytes;
        if (unmeasured > mostBytes / LOOKS_PER_FILLING) {
            unmeasured = 0;
            trim();
        }
    }

    private void trim() throws IOException {
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::bytes).sum();
        copies.sort(Comparator.comparing(Copy::used));
        for (Copy copy : copies) {
            if (total <= mostBytes) {
                return;
            }
            Files.deleteIfExists(copy.file());
            total -= copy.bytes();
        }
    }

    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                copies.add(new Copy(file, attributes.size(), attributes.lastModifiedTime()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        return copies;
    }

    private record Copy(Path file, long bytes, FileTime used) {}
}
