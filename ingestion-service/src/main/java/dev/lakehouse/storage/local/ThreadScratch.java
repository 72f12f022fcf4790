package dev.lakehouse.storage.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A scratch folder for each thread that asks for one, in one of this process that is made when the first does. */
final class ThreadScratch implements AutoCloseable {
    private final Path parent;
    private final Map<Thread, Path> folders = new HashMap<>();
    private Optional<Scratch> scratch = Optional.empty();
    private long count;

    ThreadScratch(Path parent) {
        this.parent = parent;
    }

    /** This thread's; always the same until it is released. */
    synchronized Path folder() throws IOException {
        Path known = folders.get(Thread.currentThread());
        if (known != null) {
            return known;
        }
        if (scratch.isEmpty()) {
            scratch = Optional.of(Scratch.open(parent));
        }
        Path folder = Files.createDirectories(scratch.get().folder().resolve("landed-" + ++count));
        folders.put(Thread.currentThread(), folder);
        return folder;
    }

    /** Deletes this thread's, with what is in it. */
    void release() {
        Path folder;
        synchronized (this) {
            folder = folders.remove(Thread.currentThread());
        }
        if (folder != null) {
            Scratch.deleteQuietly(folder);
        }
    }

    @Override
    public synchronized void close() {
        scratch.ifPresent(Scratch::close);
        scratch = Optional.empty();
        folders.clear();
    }
}
