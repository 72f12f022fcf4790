package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Copies it out of the lake, which may lie in an object store; it is small. */
    public static StoredModel fetch(Lake lake, ModelRow run) {
        StoragePath stored = new StoragePath(run.folder()).resolve("saved_model");
        try {
            Path folder = Files.createTempDirectory("lakehouse-model-");
            for (StoredFile file : lake.storage().list(stored)) {
                String below = file.path().value().substring(stored.value().length() + 1);
                Path copy = folder.resolve(below);
                Files.createDirectories(copy.getParent());
                Files.write(copy, lake.storage().read(file.path()));
            }
            return new StoredModel(folder);
        } catch (IOException e) {
            throw RunFailures.unwritable(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            // The system's temporary folder: it is cleared by the system as well.
        }
    }
}
