package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Which objects are files of this machine now, and for whom. One that two threads ask for is brought once; it goes when the last
 * that was given it lets go. One that was brought ahead stays until whoever had it brought has used it, or brings no more.
 */
final class LocalCopies {
    private final Map<Key, LocalCopy> copies = new HashMap<>();

    /** An object's content; the etag is empty where it never changes. */
    record Key(ObjectName object, String etag) {}

    /** Starts a transfer of a whole file. */
    interface Bringer {
        Future<Path> bring(Callable<Path> work);
    }

    /** Begins to bring an object ahead, unless it is here or on its way; it stays until this thread releases it or brings no more. */
    synchronized void begin(Key key, Bringer bringer, Callable<Path> bring) {
        LocalCopy copy = copy(key, bringer, bring);
        if (!copy.users().contains(Thread.currentThread())) {
            copy.beginners().add(Thread.currentThread());
        }
    }

    /** The same for one that this thread uses from now on. */
    synchronized void reserve(Key key, Bringer bringer, Callable<Path> bring) {
        copy(key, bringer, bring).users().add(Thread.currentThread());
    }

    /** The copy of an object, which this thread uses from now on; waits until it is here. */
    Path take(Key key, Bringer bringer, Callable<Path> bring) throws IOException, InterruptedException {
        LocalCopy copy;
        synchronized (this) {
            copy = copy(key, bringer, bring);
            copy.users().add(Thread.currentThread());
            copy.beginners().remove(Thread.currentThread());
        }
        try {
            return Workers.await(copy.file());
        } finally {
            if (Workers.hasFailed(copy.file())) {
                forget(key, copy);
            }
        }
    }

    /** Deletes the copies that only this thread used. */
    void release() {
        drop(LocalCopy::users);
    }

    /** Deletes the copies that this thread began and nobody took, and ends those on their way. */
    void endBringing() {
        drop(LocalCopy::beginners);
    }

    private LocalCopy copy(Key key, Bringer bringer, Callable<Path> bring) {
        // One that was brought ahead in vain is tried again: the store may be back.
        return copies.compute(
                key,
                (same, known) ->
                        known == null || Workers.hasFailed(known.file()) ? new LocalCopy(bringer, bring) : known);
    }

    private void drop(Function<LocalCopy, Set<Thread>> claims) {
        List<LocalCopy> unwanted = new ArrayList<>();
        synchronized (this) {
            for (Iterator<LocalCopy> all = copies.values().iterator(); all.hasNext(); ) {
                LocalCopy copy = all.next();
                if (claims.apply(copy).remove(Thread.currentThread()) && !copy.isWanted()) {
                    all.remove();
                    unwanted.add(copy);
                }
            }
        }
        unwanted.forEach(LocalCopy::drop);
    }

    /** One that could not be brought is tried again by whoever asks next. */
    private synchronized void forget(Key key, LocalCopy copy) {
        copies.remove(key, copy);
    }
}
