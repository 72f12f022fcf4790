package dev.lakehouse.storage.s3;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/** An object that is a file of this machine, in a folder of its own, or is on its way; until it is dropped. */
final class LocalCopy {
    private final Set<Thread> users = new HashSet<>();
    private final Set<Thread> beginners = new HashSet<>();
    private final Future<Path> file;
    private Path here;
    private boolean dropped;

    LocalCopy(LocalCopies.Bringer bringer, Callable<Path> bring) {
        this.file = bringer.bring(() -> arrived(bring.call()));
    }

    Future<Path> file() {
        return file;
    }

    /** Who was given the file. */
    Set<Thread> users() {
        return users;
    }

    /** Who had it brought ahead, and did not have it yet. */
    Set<Thread> beginners() {
        return beginners;
    }

    boolean isWanted() {
        return !users.isEmpty() || !beginners.isEmpty();
    }

    /** Deletes it, or ends its transfer without waiting for that; a transfer that is at its end already deletes it itself. */
    void drop() {
        Path arrived;
        synchronized (this) {
            dropped = true;
            arrived = here;
        }
        if (arrived == null) {
            file.cancel(true);
        } else {
            Workspace.delete(arrived.getParent());
        }
    }

    private Path arrived(Path arrived) {
        synchronized (this) {
            if (!dropped) {
                here = arrived;
                return arrived;
            }
        }
        Workspace.delete(arrived.getParent());
        throw new CancellationException("nobody wants " + arrived + " any more");
    }
}
