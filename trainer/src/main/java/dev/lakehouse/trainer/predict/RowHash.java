package dev.lakehouse.trainer.predict;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.FeedShape;

/** A number for the features of a row; for other features it is another, but for a chance in 2^64 (FNV-1a, then mixed). */
final class RowHash {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private RowHash() {}

    static long of(FeedShape shape, Batch batch, int row) {
        long hash = BASIS;
        int numbers = shape.numbers().size();
        for (int i = 0; i < numbers; i++) {
            hash = mixed(hash, Float.floatToIntBits(batch.numbers()[row * numbers + i] + 0f));
        }
        int categories = shape.categories().size();
        for (int i = 0; i < categories; i++) {
            hash = mixed(hash, batch.categories()[row * categories + i]);
        }
        int sets = shape.setsWidth();
        for (int i = 0; i < sets; i++) {
            hash = mixed(hash, batch.sets()[row * sets + i] > 0 ? 1 : 0);
        }
        return hash;
    }

    private static long mixed(long hash, int value) {
        long next = (hash ^ value) * PRIME;
        return next ^ (next >>> 29);
    }
}
