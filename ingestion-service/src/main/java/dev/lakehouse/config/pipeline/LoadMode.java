package dev.lakehouse.config.pipeline;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/** What a new landing file means to its source. */
public sealed interface LoadMode {
    /** Its rows are added to those that landed before. */
    LoadMode APPEND = new Append();

    /** Rows are added. */
    record Append() implements LoadMode {}

    /** The newest snapshot is the table: rows that it lacks are gone. */
    record Full(Snapshot snapshot) implements LoadMode {
        public Full {
            requireNonNull(snapshot, "snapshot is null");
        }
    }

    /** What makes a snapshot. Of several the one whose path is last is the newest. */
    enum Snapshot {
        /** Each file is one. */
        FILE,
        /** The files of a folder are one together. */
        FOLDER
    }

    /**
     * Rows are changes (change data capture): each says what was done to the row of its key. One that says nothing is an insert, as
     * the rows of a first full load are.
     *
     * @param operation the column that says so, as the files call it
     * @param inserts the words for each kind, in upper case; rows are compared without regard to case and blanks
     */
    record Cdc(String operation, Set<String> inserts, Set<String> updates, Set<String> deletes) implements LoadMode {
        public Cdc {
            requireNonNull(operation, "operation is null");
            inserts = upperCase(inserts);
            updates = upperCase(updates);
            deletes = upperCase(deletes);
        }

        /** All words that mean something. */
        public Set<String> words() {
            return Stream.of(inserts, updates, deletes).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
        }

        private static Set<String> upperCase(Set<String> words) {
            return words.stream()
                    .map(word -> word.strip().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
