package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a training that is not recorded. They lie beside those of the model's runs, on a disk that is meant for them, and
 * under a name that the same training comes to again: killed, it goes on. Of an earlier version of gold they are freed as runs are.
 */
final class Rehearsal implements AutoCloseable {
    private static final String PREFIX = ".again-";
    private static final int DIGITS = 16;

    private final Path path;
    private final FileChannel lock;

    private Rehearsal(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Goes on with the same, or begins it; where another process is at just that, it is begun beside. */
    static Rehearsal open(Path models, TrainingInput input) throws IOException {
        Path folder = models.resolve(input.model());
        RunDocument document = RunDocument.of(input, "", Instant.EPOCH);
        for (int beside = 1; ; beside++) {
            String name = PREFIX + document.identity().substring(0, DIGITS) + "-" + beside;
            Path path = Files.createDirectories(folder.resolve(name));
            Optional<FileChannel> lock = RunFolder.lock(path);
            if (lock.isPresent()) {
                try {
                    RunJson.write(path.resolve(RunDocument.FILE), document);
                } catch (IOException e) {
                    lock.get().close();
                    throw e;
                }
                return new Rehearsal(path, lock.get());
            }
        }
    }

    /** Those of a model. */
    static List<Path> all(Path folder) throws IOException {
        return FileTree.subfolders(folder).stream()
                .filter(path -> path.getFileName().toString().startsWith(PREFIX))
                .toList();
    }

    Path checkpoints(String of) {
        return path.resolve(of);
    }

    /** What it was for is known. */
    void delete() throws IOException {
        FileTree.remove(path);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
