package dev.lakehouse.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * One commit to a table, before it is made.
 *
 * @param base the snapshot that the change was computed from
 * @param rewrites whether it is wrong once the table has changed since {@code base} (a merge), or right all the same (an
 *     append)
 * @param schema what the table is to have from now on; columns may be added, and change their type only where every file is
 *     replaced
 * @param operation the name that histories show: {@code WRITE}, {@code MERGE}
 * @param parameters what the operation was asked for, shown in the history
 * @param metrics counts by name ({@code numTargetRowsUpdated}), shown in the history
 */
public record TableChange(
        TableSnapshot base,
        boolean rewrites,
        TableSchema schema,
        List<WrittenFile> added,
        List<DataFile> removed,
        Optional<BatchMark> batch,
        String operation,
        Map<String, String> parameters,
        Map<String, Long> metrics) {
    public TableChange {
        requireNonNull(base, "base is null");
        requireNonNull(schema, "schema is null");
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        requireNonNull(batch, "batch is null");
        requireNonNull(operation, "operation is null");
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }

    /** Whether no file of before stays in the table, so that none is read with another schema than it was written with. */
    boolean replacesEverything() {
        return rewrites && removed.size() == base.files().size();
    }
}
