package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * Which objects are files of this machine now, and for whom. One that two threads ask for is brought once; it goes when the last
 * that was given it lets go. One that nobody was given yet stays, for it was brought ahead.
 */
final class LocalCopies {
    private final Map<Key, Copy> copies = new HashMap<>();

    /** An object's content; the etag is empty where it never changes. */
    record Key(ObjectName object, String etag) {}

    private record Copy(Future<Path> file, Set<Thread> users) {}

    /** Starts a transfer of a whole file. */
    interface Bringer {
        Future<Path> bring(Callable<Path> work);
    }

    /** Begins to bring an object ahead, unless it is here or on its way. */
    synchronized void begin(Key key, Bringer bringer, Callable<Path> bring) {
        copy(key, bringer, bring);
    }

    /** The same for one that this thread uses from now on. */
    synchronized void reserve(Key key, Bringer bringer, Callable<Path> bring) {
        copy(key, bringer, bring).users().add(Thread.currentThread());
    }

    /** The copy of an object, which this thread uses from now on; waits until it is here. */
    Path take(Key key, Bringer bringer, Callable<Path> bring) throws IOException, InterruptedException {
        Copy copy;
        synchronized (this) {
            copy = copy(key, bringer, bring);
            copy.users().add(Thread.currentThread());
        }
        boolean here = false;
        try {
            Path file = Workers.await(copy.file());
            here = true;
            return file;
        } finally {
            if (!here) {
                forget(key, copy);
            }
        }
    }

    /** Deletes the copies that only this thread used. */
    void release() {
        for (Copy copy : released()) {
            delete(copy);
        }
    }

    private Copy copy(Key key, Bringer bringer, Callable<Path> bring) {
        // One that was brought ahead in vain is tried again: the store may be back.
        return copies.compute(
                key,
                (same, known) -> known == null || Workers.hasFailed(known.file())
                        ? new Copy(bringer.bring(bring), new HashSet<>())
                        : known);
    }

    private synchronized List<Copy> released() {
        List<Copy> released = new ArrayList<>();
        for (Iterator<Copy> all = copies.values().iterator(); all.hasNext(); ) {
            Copy copy = all.next();
            if (copy.users().remove(Thread.currentThread()) && copy.users().isEmpty()) {
                all.remove();
                released.add(copy);
            }
        }
        return released;
    }

    /** One that could not be brought is tried again by whoever asks next. */
    private synchronized void forget(Key key, Copy copy) {
        copies.remove(key, copy);
    }

    private static void delete(Copy copy) {
        try {
            Path file = Workers.await(copy.file());
            Workspace.delete(file.getParent());
        } catch (IOException | RuntimeException e) {
            // It never came.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
