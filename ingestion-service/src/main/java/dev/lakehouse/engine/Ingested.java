package dev.lakehouse.engine;

import java.util.List;
import java.util.Set;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

import static java.util.Objects.requireNonNull;

/**
 * What became of a bronze batch.
 *
 * @param schema the bronze table's columns from now on
 * @param rescued rows with a value that did not fit the schema, kept in {@code _rescued}
 * @param unreadable one sentence for each file that could not be read through; it is in quarantine as a whole
 * @param leftOut columns that landed, and that the source does not let in, nor their values into {@code _rescued}
 * @param landed what became of each landing file, in their order
 */
public record Ingested(
        TableSchema schema,
        List<WrittenFile> files,
        List<WrittenFile> quarantined,
        long rescued,
        List<String> unreadable,
        Set<String> leftOut,
        List<LandedRows> landed) {
    public Ingested {
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
        quarantined = List.copyOf(quarantined);
        unreadable = List.copyOf(unreadable);
        leftOut = Set.copyOf(leftOut);
        landed = List.copyOf(landed);
    }
}
