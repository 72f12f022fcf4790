package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;

/** Makes what a run came to durable files of the lake. */
final class PublishRun {
    private final Storage storage;

    PublishRun(Storage storage) {
        this.storage = storage;
    }

    /** @param parts names in {@code run}, of files and of folders */
    void publish(Path run, StoragePath target, List<String> parts) throws IOException {
        try {
            upload(
                    run,
                    target,
                    parts.stream()
                            .filter(name -> Files.isRegularFile(run.resolve(name)))
                            .toList());
            for (String name : parts) {
                if (Files.isDirectory(run.resolve(name))) {
                    for (Path folder : FileTree.folders(run.resolve(name))) {
                        String below = run.relativize(folder).toString().replace('\\', '/');
                        upload(folder, target.resolve(below), FileTree.names(folder));
                    }
                }
            }
        } finally {
            storage.release();
        }
    }

    private void upload(Path from, StoragePath target, List<String> names) throws IOException {
        if (names.isEmpty()) {
            return;
        }
        Path output = storage.outputFolder(target);
        if (!output.equals(from)) {
            for (String name : names) {
                Files.copy(from.resolve(name), output.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        storage.publish(target, names);
    }
}
