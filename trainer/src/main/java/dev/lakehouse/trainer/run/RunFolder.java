package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one run, {@code <model>/<run>}, which this process alone writes to. A killed run is taken up by the next one that
 * would come to the same.
 */
final class RunFolder implements AutoCloseable {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String LOCK = ".lock";

    private final Path path;
    private final RunDocument document;
    private final FileChannel lock;

    private RunFolder(Path path, RunDocument document, FileChannel lock) {
        this.path = path;
        this.document = document;
        this.lock = lock;
    }

    /**
     * The newest unfinished run that started with the same, or a new one.
     *
     * @param finished runs that are not taken up again
     */
    static RunFolder open(Path models, TrainingInput input, Set<String> finished, Instant now) throws IOException {
        Path folder = models.resolve(input.model());
        Files.createDirectories(folder);
        String identity = RunDocument.of(input, "", now).identity();
        for (Path known : newestFirst(folder)) {
            if (!finished.contains(known.getFileName().toString())) {
                Optional<RunFolder> same = takeUp(known, identity);
                if (same.isPresent()) {
                    return same.get();
                }
            }
        }
        return create(folder, input, now);
    }

    Path path() {
        return path;
    }

    RunDocument document() {
        return document;
    }

    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    Path baselines() {
        return path.resolve("baselines");
    }

    Path savedModel() {
        return path.resolve("saved_model");
    }

    /** What it takes to go on is not needed any more. */
    void tidy() throws IOException {
        FileTree.delete(checkpoints());
        FileTree.delete(baselines());
        Files.deleteIfExists(path.resolve(LOCK));
    }

    /** A run that failed before anything was learnt leaves nothing behind. */
    void forgetUnlessBegun() throws IOException {
        if (!Files.exists(checkpoints())) {
            FileTree.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Optional<RunFolder> takeUp(Path path, String identity) throws IOException {
        Optional<RunDocument> document =
                RunDocument.in(path).filter(known -> known.identity().equals(identity));
        return document.isEmpty()
                ? Optional.empty()
                : lock(path).map(lock -> new RunFolder(path, document.get(), lock));
    }

    private static RunFolder create(Path folder, TrainingInput input, Instant now) throws IOException {
        String name = input.model() + "-" + NAME.format(now);
        for (int number = 1; ; number++) {
            String run = number == 1 ? name : name + "-" + number;
            Path path = folder.resolve(run);
            try {
                Files.createDirectory(path);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            FileChannel lock = lock(path).orElseThrow();
            try {
                RunDocument document = RunDocument.of(input, run, now);
                RunJson.write(path.resolve(RunDocument.FILE), document);
                return new RunFolder(path, document, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                FileTree.delete(path);
                throw e;
            }
        }
    }

    /** Empty where another process, or thread, is at work there. The kernel's lock ends with its holder, however that ends. */
    private static Optional<FileChannel> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Of this process; as good as another's.
        }
        channel.close();
        return Optional.empty();
    }

    private static List<Path> newestFirst(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory)
                    .sorted(Comparator.<Path>naturalOrder().reversed())
                    .toList();
        }
    }
}
