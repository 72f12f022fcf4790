package dev.lakehouse.engine;

import java.util.Locale;

/** How engines name the data files that they write: the names of a table's batches sort in the order of the batches. */
public final class DataFileNames {
    private DataFileNames() {}

    /** What the names of all files of a batch begin with that were written when it was read again, as batch {@code reading}. */
    public static String prefix(long batch, long reading) {
        return prefix(batch) + String.format(Locale.ROOT, "again-%010d-", reading);
    }

    /** What the names of all files of a batch begin with. */
    public static String prefix(long batch) {
        return String.format(Locale.ROOT, "part-%010d-", batch);
    }
}
