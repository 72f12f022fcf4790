package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** Collects a folder's files with one look at each; files that vanish meanwhile are left out. */
final class Listing extends SimpleFileVisitor<Path> {
    /** What people and copying tools call files that are still being written. */
    private static final List<String> UNFINISHED =
            List.of(".tmp", ".part", ".partial", ".filepart", ".crdownload", "._COPYING_");

    /** What Java puts in place of bytes that it cannot read as text. */
    private static final char UNREADABLE = '\uFFFD';

    private final Path home;
    private final Path start;
    private final List<StoredFile> files = new ArrayList<>();
    private final List<StoragePath> brokenLinks = new ArrayList<>();

    Listing(Path home, Path start) {
        this.home = home;
        this.start = start;
    }

    List<StoredFile> sorted() {
        files.sort(Comparator.comparing(StoredFile::path));
        return List.copyOf(files);
    }

    List<StoragePath> brokenLinks() {
        return brokenLinks.stream().sorted().toList();
    }

    /** Whether a file or folder of this name is no part of a lake. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || UNFINISHED.stream().anyMatch(name::endsWith);
    }

    static StoredFile describe(StoragePath path, BasicFileAttributes attributes) {
        long nanoseconds = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new StoredFile(
                path,
                attributes.size(),
                attributes.lastModifiedTime().toInstant(),
                attributes.size() + "-" + nanoseconds);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skipped = !folder.equals(start) && isHidden(nameOf(folder));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (isHidden(nameOf(file))) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isRegularFile()) {
            files.add(describe(pathOf(file), attributes));
        } else if (attributes.isSymbolicLink()) {
            // Links are followed: what comes as one leads nowhere.
            brokenLinks.add(pathOf(file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
        if (e instanceof NoSuchFileException || e instanceof FileSystemLoopException) {
            return FileVisitResult.CONTINUE;
        }
        throw e;
    }

    private StoragePath pathOf(Path file) {
        String path = home.relativize(file).toString();
        if (path.indexOf(UNREADABLE) >= 0) {
            throw LocalFailures.unreadableName(path, null);
        }
        return new StoragePath(path);
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
