package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine with all that is in it. */
final class FileTree {
    private static final String REMOVED = ".removed-";

    private FileTree() {}

    /** Deletes it; one that is not there is no error. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.<Path>naturalOrder().reversed()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }

    /**
     * Deletes it so that a kill on the way leaves nothing that could be taken for what it was: it gets another name first, which
     * {@link #sweep} looks for.
     */
    static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Path removed = folder.resolveSibling(REMOVED + folder.getFileName());
        Files.move(folder, removed, StandardCopyOption.ATOMIC_MOVE);
        discard(removed);
    }

    /** Deletes what kills left in a folder of what was being removed. */
    static void sweep(Path folder) throws IOException {
        for (Path left : subfolders(folder)) {
            if (left.getFileName().toString().startsWith(REMOVED)) {
                discard(left);
            }
        }
    }

    private static void discard(Path removed) throws IOException {
        try {
            delete(removed);
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Somebody else is at it as well.
        }
    }

    /** The folders that lie in it, hidden ones as well; none where it is not there. */
    static List<Path> subfolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** The folder and those below it. */
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** The files in it and below, in the order of their paths. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The names of the files that lie in it, hidden ones aside. */
    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }
}
