package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;

/** Frees this machine's disk of what killed and finished runs of a model left, where nobody goes on with it. */
final class LeftoverRuns {
    private final Path folder;
    private final Storage storage;
    private final StoragePath target;
    private final boolean ofLake;
    private final Supplier<Set<String>> recorded;

    /**
     * @param folder with a folder for each run of the model
     * @param storage of the lake, and where in it such folders go
     * @param ofLake whether it is the lake's own, in which finished runs stay
     * @param recorded gives the runs that are finished by now
     */
    LeftoverRuns(Path folder, Storage storage, StoragePath target, boolean ofLake, Supplier<Set<String>> recorded) {
        this.folder = folder;
        this.storage = storage;
        this.target = target;
        this.ofLake = ofLake;
        this.recorded = recorded;
    }

    /**
     * Deletes what is left of runs that were killed before they ended, where gold has moved on since, and of finished ones all that the
     * lake has or that only training needed. Runs that somebody is at work on stay.
     *
     * @param input of the run that is about to begin
     */
    void clear(TrainingInput input) throws IOException {
        Set<String> finished = recorded.get();
        RunFolder.sweep(folder);
        List<Path> all = new ArrayList<>(RunFolder.all(folder));
        all.addAll(Rehearsal.all(folder));
        for (Path run : all) {
            if (isLeftover(run, input, finished)) {
                Optional<FileChannel> lock = RunFolder.lock(run);
                if (lock.isPresent()) {
                    try {
                        // Only now nobody else is at it: whoever held the lock may have recorded the run since.
                        clear(run, input, recorded.get());
                    } finally {
                        lock.get().close();
                    }
                }
            }
        }
    }

    private void clear(Path run, TrainingInput input, Set<String> finished) throws IOException {
        if (!isLeftover(run, input, finished)) {
            return;
        }
        if (ofLake && isFinished(run, finished)) {
            FileTree.delete(run.resolve(RunFolder.CHECKPOINTS));
            FileTree.delete(run.resolve(RunFolder.BASELINES));
        } else {
            if (!isFinished(run, finished)) {
                unpublish(run);
            }
            FileTree.remove(run);
        }
    }

    /** What a kill left in an object store, where it came after the upload and before the row. */
    private void unpublish(Path run) {
        if (!ofLake) {
            StoragePath published = target.resolve(run.getFileName().toString());
            storage.list(published).forEach(file -> storage.delete(file.path()));
        }
    }

    private boolean isLeftover(Path run, TrainingInput input, Set<String> finished) {
        return isFinished(run, finished) ? !ofLake || isUntidy(run) : isSuperseded(run, input);
    }

    private static boolean isFinished(Path run, Set<String> finished) {
        return finished.contains(run.getFileName().toString());
    }

    private static boolean isUntidy(Path run) {
        return Files.exists(run.resolve(RunFolder.CHECKPOINTS)) || Files.exists(run.resolve(RunFolder.BASELINES));
    }

    /**
     * Runs are trained on the newest version: nobody goes on with one of an older version than the next run's, nor with one that does not
     * say what it started with.
     */
    private static boolean isSuperseded(Path run, TrainingInput input) {
        return RunDocument.in(run)
                .map(known ->
                        known.goldTable().equals(input.table().toString()) && known.goldVersion() < input.version())
                .orElse(true);
    }
}
