package dev.lakehouse.stage;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

/** Does a table's batches one after the other, until there are none. */
public final class BatchLoop {
    /** How often a batch is computed anew when others write to the same table meanwhile. */
    private static final int ATTEMPTS = 5;

    private BatchLoop() {}

    /**
     * Asks for the next batch and does it. One that met a conflict is asked for again: it may be in the table by now, or is
     * computed from what the table has become. After each batch the local files that it was given are released,
     * and at the end, however it comes, those that were brought ahead for a batch that is not done now.
     */
    public static <T> void run(Storage storage, Supplier<Optional<T>> batches, Consumer<T> work) {
        try {
            doAll(storage, batches, work);
        } finally {
            storage.endPrefetch();
        }
    }

    private static <T> void doAll(Storage storage, Supplier<Optional<T>> batches, Consumer<T> work) {
        int conflicts = 0;
        boolean more = true;
        while (more) {
            try {
                Optional<T> next = batches.get();
                next.ifPresent(work);
                more = next.isPresent();
                conflicts = 0;
            } catch (LakehouseException e) {
                if (e.kind() != FailureKind.CONFLICT || ++conflicts == ATTEMPTS) {
                    throw e;
                }
            } finally {
                storage.release();
            }
        }
    }
}
