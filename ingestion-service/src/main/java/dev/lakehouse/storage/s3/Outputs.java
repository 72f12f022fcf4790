package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.lakehouse.storage.StoragePath;

/** The folders in which each thread has files written that are not in the store yet. */
final class Outputs {
    private final Workspace workspace;
    private final Map<Thread, Map<StoragePath, Path>> folders = new HashMap<>();

    Outputs(Workspace workspace) {
        this.workspace = workspace;
    }

    /** This thread's folder for files of {@code folder}; always the same until it is released. */
    synchronized Path folder(StoragePath folder) throws IOException {
        Map<StoragePath, Path> ours = folders.computeIfAbsent(Thread.currentThread(), thread -> new HashMap<>());
        Path known = ours.get(folder);
        if (known == null) {
            known = workspace.newFolder();
            ours.put(folder, known);
        }
        return known;
    }

    /** Deletes this thread's folders, with what was not published. */
    void release() {
        Map<StoragePath, Path> ours;
        synchronized (this) {
            ours = folders.remove(Thread.currentThread());
        }
        if (ours != null) {
            ours.values().forEach(Workspace::delete);
        }
    }
}
