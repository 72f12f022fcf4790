package dev.lakehouse.engine;

import java.nio.file.Path;

import dev.lakehouse.config.pipeline.LoadMode.Cdc;

import static java.util.Objects.requireNonNull;

/** How the rows that come to a silver table stand to those that it has. */
public sealed interface Arrival {
    /** They are new, or newer. */
    record Rows() implements Arrival {}

    /** They are all that there is: the table is to have no other keys. */
    record Snapshot() implements Arrival {}

    /**
     * Each says what became of its key.
     *
     * @param tombstones of keys that were deleted before; of {@link Tombstones#schema}
     * @param output where files of new ones go
     */
    record Changes(Cdc operations, TableInput tombstones, Path output) implements Arrival {
        public Changes {
            requireNonNull(operations, "operations is null");
            requireNonNull(tombstones, "tombstones is null");
            requireNonNull(output, "output is null");
        }
    }
}
