package dev.lakehouse.table;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A Parquet file of a table, as its log has it (Delta protocol, "Add File").
 *
 * @param name its path below the table's folder, not URI-encoded
 * @param rows how many it holds, or -1 where a foreign writer did not say
 * @param statistics JSON as the protocol's "Per-file Statistics" has it; empty where a foreign writer wrote none
 */
public record DataFile(String name, long bytes, Instant modified, long rows, String statistics) {
    public DataFile {
        requireNonNull(name, "name is null");
        requireNonNull(modified, "modified is null");
        requireNonNull(statistics, "statistics is null");
    }
}
