package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

import static java.util.Objects.requireNonNull;

/**
 * What became of a silver batch: {@code rowsIn = inserted + updated + superseded + quarantinedRows + dropped}.
 *
 * @param schema the table's columns from now on
 * @param replaced files of the target whose rows are in {@code files} now
 * @param superseded rows that another row of their key, in this batch or already in the table, overrules
 * @param broken by rule, how many rows broke it
 */
public record Refined(
        TableSchema schema,
        List<WrittenFile> files,
        List<Path> replaced,
        List<WrittenFile> quarantined,
        long rowsIn,
        long inserted,
        long updated,
        long superseded,
        long quarantinedRows,
        long dropped,
        Map<String, Long> broken) {
    public Refined {
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
        replaced = List.copyOf(replaced);
        quarantined = List.copyOf(quarantined);
        broken = Map.copyOf(broken);
    }
}
