package dev.lakehouse.engine;

import java.util.Locale;
import java.util.Set;

/** How a column that landed is called in bronze. */
public final class BronzeNames {
    /** What the engine's readers call the place of a row: a column of that name would be taken for it. */
    public static final Set<String> OF_READERS = Set.of("file_index", "file_row_number", "filename");

    private BronzeNames() {}

    /**
     * The name with {@code _} in place of characters that Delta takes in no name; one that begins as those do that bronze
     * keeps for itself is set apart.
     *
     * @param place the column's place in its file, from 1, which names a column without a name
     */
    public static String of(String landed, int place) {
        String trimmed = landed.strip().replaceAll("[ ,;{}()\\n\\r\\t=\\x00]", "_");
        if (trimmed.isEmpty()) {
            return "column_" + place;
        }
        if (OF_READERS.contains(trimmed.toLowerCase(Locale.ROOT))) {
            return "source_" + trimmed;
        }
        return trimmed.startsWith("_") ? "source" + trimmed : trimmed;
    }
}
