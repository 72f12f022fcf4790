package dev.lakehouse.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * A table at one version.
 *
 * @param committed when that version was written
 * @param files in the order of their names
 * @param batches by appId, the last batch that was applied (Delta protocol, "Transaction Identifiers")
 */
public record TableSnapshot(
        TableName table,
        long version,
        Instant committed,
        TableSchema schema,
        List<DataFile> files,
        Map<String, Long> batches) {
    /** The version of a table that does not exist yet. */
    public static final long NO_VERSION = -1;

    /** The batch of an appId that has applied none. */
    public static final long NO_BATCH = -1;

    public TableSnapshot {
        requireNonNull(table, "table is null");
        requireNonNull(committed, "committed is null");
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
        batches = Map.copyOf(batches);
    }

    /** A table that does not exist yet, as the writer of its first version sees it. */
    public static TableSnapshot absent(TableName table, TableSchema schema) {
        return new TableSnapshot(table, NO_VERSION, Instant.EPOCH, schema, List.of(), Map.of());
    }

    /** The last batch of {@code appId} that was applied, or {@link #NO_BATCH}. */
    public long lastBatch(String appId) {
        return batches.getOrDefault(appId, NO_BATCH);
    }

    /** How many rows it holds, as far as its log says. */
    public long rows() {
        return files.stream().mapToLong(file -> Math.max(0, file.rows())).sum();
    }
}
