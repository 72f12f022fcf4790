package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

import static java.util.Objects.requireNonNull;

/**
 * What became of a gold batch.
 *
 * @param replaced files of the target whose rows are in {@code files} now
 * @param computed rows that were computed; those equal to what the table held are not written again
 */
public record Derived(
        TableSchema schema,
        List<WrittenFile> files,
        List<Path> replaced,
        long computed,
        long inserted,
        long updated,
        long deleted) {
    public Derived {
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
        replaced = List.copyOf(replaced);
    }
}
