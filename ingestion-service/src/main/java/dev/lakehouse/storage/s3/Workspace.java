package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

import dev.lakehouse.storage.local.Scratch;

/** A folder of this process alone, for files on their way; those of processes that were killed are removed by the next. */
final class Workspace implements AutoCloseable {
    private final Scratch scratch;
    private final AtomicLong next = new AtomicLong();

    private Workspace(Scratch scratch) {
        this.scratch = scratch;
    }

    static Workspace open(Path parent) throws IOException {
        Scratch scratch = Scratch.open(parent);
        Files.createDirectories(scratch.folder());
        return new Workspace(scratch);
    }

    /** A path for a new file, of that name, in a folder of its own. */
    Path newFile(String name) throws IOException {
        return newFolder().resolve(name);
    }

    Path newFolder() throws IOException {
        return Files.createDirectory(scratch.folder().resolve(Long.toString(next.incrementAndGet())));
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
        scratch.close();
    }
}
