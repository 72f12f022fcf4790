package dev.lakehouse.storage.s3;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** A folder in which a thread has files written, and those of them that are on their way to the store before it asks for that. */
final class Output {
    private final Path folder;
    private final Map<String, Future<Path>> ahead = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean released;

    Output(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /**
     * Begins to upload a file that may be given up again.
     *
     * @param takeBack deletes what was uploaded; called too where nobody knows whether anything was
     */
    synchronized void begin(
            String name,
            Function<Callable<Path>, Future<Path>> workers,
            Callable<Path> upload,
            Consumer<String> takeBack) {
        if (released || asked.contains(name) || ahead.containsKey(name)) {
            return;
        }
        ahead.put(name, workers.apply(() -> {
            try {
                return upload.call();
            } finally {
                if (isGivenUp(name)) {
                    takeBack.accept(name);
                }
            }
        }));
    }

    /** The upload of a file that is in use from now on: the one on its way, or another where there is none or it has failed. */
    synchronized Future<Path> upload(
            String name, Function<Callable<Path>, Future<Path>> workers, Callable<Path> upload) {
        asked.add(name);
        Future<Path> begun = ahead.remove(name);
        return begun == null || Workers.hasFailed(begun) ? workers.apply(upload) : begun;
    }

    /** Gives up what nobody asked for. The names of those files: they are in the store, or who is at them takes them back himself. */
    synchronized Set<String> release() {
        released = true;
        ahead.values().forEach(upload -> upload.cancel(false));
        return Set.copyOf(ahead.keySet());
    }

    private synchronized boolean isGivenUp(String name) {
        return released && !asked.contains(name);
    }
}
