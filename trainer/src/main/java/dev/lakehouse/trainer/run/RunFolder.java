package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The folder of one run, {@code <model>/<run>}, which this process alone writes to. A killed run is taken up by the next one that
 * would come to the same.
 */
final class RunFolder implements AutoCloseable {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    static final String CHECKPOINTS = "checkpoints";
    static final String BASELINES = "baselines";
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String LOCK = ".lock";
    private static final String UNNAMED = ".new-";

    /** A model's name, when the run began, and chance. */
    private static final Pattern RUN = Pattern.compile("[^.].*-\\d{8}-\\d{6}-[0-9a-f]{6}");

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
     * @param recorded gives the runs that are finished by now: they are not taken up again
     */
    static RunFolder open(Path models, TrainingInput input, Supplier<Set<String>> recorded, Instant now)
            throws IOException {
        Path folder = models.resolve(input.model());
        Files.createDirectories(folder);
        String identity = RunDocument.of(input, "", now).identity();
        List<Path> newestFirst = new ArrayList<>(all(folder));
        Collections.reverse(newestFirst);
        for (Path known : newestFirst) {
            Optional<RunFolder> same = takeUp(known, identity, recorded);
            if (same.isPresent()) {
                return same.get();
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
        return path.resolve(CHECKPOINTS);
    }

    Path baselines() {
        return path.resolve(BASELINES);
    }

    Path savedModel() {
        return path.resolve("saved_model");
    }

    /**
     * What it takes to go on is not needed any more. The lock's file stays: were it deleted, somebody who has it open already and
     * somebody who makes it anew would both have the lock.
     */
    void tidy() throws IOException {
        FileTree.delete(checkpoints());
        FileTree.delete(baselines());
    }

    /** It is recorded, and all of it lies elsewhere. */
    void delete() throws IOException {
        FileTree.remove(path);
    }

    /** A run that failed before anything was learnt leaves nothing behind. */
    void forgetUnlessBegun() throws IOException {
        if (!Files.exists(checkpoints())) {
            FileTree.remove(path);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static Optional<RunFolder> takeUp(Path path, String identity, Supplier<Set<String>> recorded)
            throws IOException {
        Optional<RunDocument> document =
                RunDocument.in(path).filter(known -> known.identity().equals(identity));
        Optional<FileChannel> lock = document.isEmpty() ? Optional.empty() : lock(path);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        // Only now nobody else is at it: whoever held the lock may have recorded the run since, or deleted its folder.
        boolean free = false;
        try {
            free = RunDocument.in(path).equals(document)
                    && !recorded.get().contains(path.getFileName().toString());
        } finally {
            if (!free) {
                lock.get().close();
            }
        }
        return free ? Optional.of(new RunFolder(path, document.get(), lock.get())) : Optional.empty();
    }

    private static RunFolder create(Path folder, TrainingInput input, Instant now) throws IOException {
        while (true) {
            // Of an object store's machines two may begin in the same second.
            String run = input.model() + "-" + NAME.format(now) + "-"
                    + HexFormat.of().toHexDigits(CHANCE.nextInt() & 0xffffffL, 6);
            Path path = folder.resolve(run);
            // A folder that is a run's by its name says from the first what run it is; what a kill leaves before that
            // is swept.
            Path unnamed = folder.resolve(UNNAMED + run);
            try {
                Files.createDirectory(unnamed);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            Optional<FileChannel> lock = lock(unnamed);
            if (lock.isEmpty()) {
                // Somebody took it for what a kill left.
                continue;
            }
            try {
                RunDocument document = RunDocument.of(input, run, now);
                RunJson.write(unnamed.resolve(RunDocument.FILE), document);
                Files.move(unnamed, path);
                return new RunFolder(path, document, lock.get());
            } catch (IOException | RuntimeException e) {
                lock.get().close();
                FileTree.delete(unnamed);
                throw e;
            }
        }
    }

    /** Deletes what kills left in the folder of a model of runs that were to begin, or to be removed. */
    static void sweep(Path folder) throws IOException {
        FileTree.sweep(folder);
        for (Path left : FileTree.subfolders(folder)) {
            Optional<FileChannel> lock =
                    left.getFileName().toString().startsWith(UNNAMED) ? lock(left) : Optional.empty();
            if (lock.isPresent()) {
                try {
                    FileTree.remove(left);
                } finally {
                    lock.get().close();
                }
            }
        }
    }

    /** The folders of a model that are runs by their names. */
    static List<Path> all(Path folder) throws IOException {
        return FileTree.subfolders(folder).stream()
                .filter(path -> RUN.matcher(path.getFileName().toString()).matches())
                .toList();
    }

    /** Empty where another process, or thread, is at work there. The kernel's lock ends with its holder, however that ends. */
    static Optional<FileChannel> lock(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // Its holder has deleted the folder.
            return Optional.empty();
        }
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
}
