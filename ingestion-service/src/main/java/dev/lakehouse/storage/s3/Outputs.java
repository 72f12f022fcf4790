package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.lakehouse.storage.StoragePath;

/** The folders in which each thread has files written that are not in the store yet. */
final class Outputs {
    private final Workspace workspace;
    private final Map<Thread, Map<StoragePath, Output>> outputs = new HashMap<>();

    Outputs(Workspace workspace) {
        this.workspace = workspace;
    }

    /** This thread's folder for files of {@code folder}; always the same until it is released. */
    synchronized Output of(StoragePath folder) throws IOException {
        Map<StoragePath, Output> ours = outputs.computeIfAbsent(Thread.currentThread(), thread -> new HashMap<>());
        Output known = ours.get(folder);
        if (known == null) {
            known = new Output(workspace.newFolder());
            ours.put(folder, known);
        }
        return known;
    }

    /**
     * Deletes this thread's folders, with what was not published.
     *
     * @param takeBack deletes files that were uploaded and not published
     */
    void release(Consumer<List<StoragePath>> takeBack) {
        Map<StoragePath, Output> ours;
        synchronized (this) {
            ours = outputs.remove(Thread.currentThread());
        }
        if (ours == null) {
            return;
        }
        ours.forEach((folder, output) -> {
            takeBack.accept(output.release().stream().map(folder::resolve).toList());
            Workspace.delete(output.folder());
        });
    }
}
