package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.registry.ModelRow;

/** A run's SavedModel as a folder of this machine. */
public final class StoredModel implements AutoCloseable {
    private final Path folder;

    private StoredModel(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies it out of the lake, which may lie in an object store; it is small. A SavedModel is a program, and others may write to the
     * folder of models: one that is not what the run's row says is not given out, {@code MODEL_CHANGED}, of kind data.
     */
    public static StoredModel fetch(Lake lake, ModelRow run) {
        StoragePath stored = new StoragePath(run.folder()).resolve("saved_model");
        Path folder = null;
        try {
            folder = Files.createTempDirectory("lakehouse-model-");
            for (StoredFile file : lake.storage().list(stored)) {
                String below = file.path().value().substring(stored.value().length() + 1);
                Path copy = folder.resolve(below);
                Files.createDirectories(copy.getParent());
                Files.write(copy, lake.storage().read(file.path()));
            }
            if (FileTree.files(folder).isEmpty()) {
                throw missing(run);
            }
            check(run, Sha256.ofFolder(folder));
            return new StoredModel(folder);
        } catch (LakehouseException e) {
            delete(folder);
            throw e;
        } catch (IOException e) {
            delete(folder);
            throw RunFailures.unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        delete(folder);
    }

    private static LakehouseException missing(ModelRow run) {
        return new LakehouseException(
                FailureKind.DATA,
                "MODEL_MISSING",
                "The SavedModel of the run " + run.run() + " is not there",
                "there is no file in " + run.folder() + "/saved_model of the lake",
                "put it back from a backup, or train the model again");
    }

    private static void check(ModelRow run, String found) {
        if (!found.equals(run.savedModel())) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "MODEL_CHANGED",
                    "The SavedModel of the run " + run.run() + " is not the one that was recorded",
                    run.savedModel().isEmpty()
                            ? "ops.models has no fingerprint of its files, for an earlier version recorded it"
                            : "its files in " + run.folder() + " have another fingerprint than ops.models says",
                    "find out who changed them, and put them back from a backup, or train the model again");
        }
    }

    private static void delete(Path folder) {
        if (folder != null) {
            try {
                FileTree.delete(folder);
            } catch (IOException e) {
                // The system's temporary folder: it is cleared by the system as well.
            }
        }
    }
}
