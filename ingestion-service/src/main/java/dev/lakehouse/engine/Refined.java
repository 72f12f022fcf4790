package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

import static java.util.Objects.requireNonNull;

/**
 * What became of a silver batch: {@code rowsIn = inserted + updated + superseded + unchanged + quarantinedRows + dropped}, and of
 * change data also {@code + deleted}.
 *
 * @param schema the table's columns from now on
 * @param replaced files of the target whose rows are in {@code files} now
 * @param tombstones files with the keys that change data deleted
 * @param deleted rows of the target that are gone: because a change says so, or because a snapshot lacks their keys
 * @param superseded rows that another row of their key, in this batch or already in the table, overrules
 * @param unchanged rows of a snapshot that the table has as they are, and deletes of keys that it does not have
 * @param keysUnknown why no row was deleted for its absence from a snapshot, if that is so: a clause
 * @param broken by rule, how many rows broke it
 */
public record Refined(
        TableSchema schema,
        List<WrittenFile> files,
        List<Path> replaced,
        List<WrittenFile> quarantined,
        List<WrittenFile> tombstones,
        long rowsIn,
        long inserted,
        long updated,
        long deleted,
        long superseded,
        long unchanged,
        long quarantinedRows,
        long dropped,
        Map<String, Long> broken,
        Optional<String> keysUnknown) {
    public Refined {
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
        replaced = List.copyOf(replaced);
        quarantined = List.copyOf(quarantined);
        tombstones = List.copyOf(tombstones);
        broken = Map.copyOf(broken);
        requireNonNull(keysUnknown, "keysUnknown is null");
    }
}
