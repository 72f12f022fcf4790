package dev.lakehouse.engine;

import java.util.Locale;

/** How engines name the data files that they write: the names of a table's batches sort in the order of the batches. */
public final class DataFileNames {
    private DataFileNames() {}

    /** What the names of all files of a batch begin with. */
    public static String prefix(long batch) {
        return String.format(Locale.ROOT, "part-%010d-", batch);
    }
}
