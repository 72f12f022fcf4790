package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.registry.ModelRow;

/**
 * What lies in a run's folder beside its SavedModel, by fingerprints in the run's row. Others may write to the folder of models: who changes
 * how features were distributed would silence the drift, and who changes what was said of the test part would turn a comparison.
 */
final class RunFiles {
    private RunFiles() {}

    /** SHA-256 of each file by its name, as JSON. */
    static String fingerprints(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String name : FileTree.names(folder)) {
            files.put(name, Sha256.of(Files.readAllBytes(folder.resolve(name))));
        }
        return RunJson.text(files);
    }

    /** {@code MODEL_CHANGED}, of kind data, where that is not what the run recorded. */
    static byte[] checked(ModelRow run, String name, byte[] content) throws IOException {
        Map<String, String> recorded = run.files().isEmpty()
                ? Map.of()
                : RunJson.read(run.files(), new TypeReference<Map<String, String>>() {});
        if (!Sha256.of(content).equals(recorded.get(name))) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "MODEL_CHANGED",
                    name + " of the run " + run.run() + " is not the one that was recorded",
                    recorded.containsKey(name)
                            ? "the file in " + run.folder() + " has another fingerprint than ops.models says"
                            : "ops.models has no fingerprint of it, for an earlier version recorded the run",
                    "find out who changed it, and put it back from a backup, or train the model again");
        }
        return content;
    }
}
