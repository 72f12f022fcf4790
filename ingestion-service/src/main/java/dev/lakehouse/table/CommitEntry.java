package dev.lakehouse.table;

import java.time.Instant;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/** One line of a table's history. */
public record CommitEntry(
        long version, Instant committed, String operation, Map<String, String> parameters, Map<String, Long> metrics) {
    public CommitEntry {
        requireNonNull(committed, "committed is null");
        requireNonNull(operation, "operation is null");
        parameters = Map.copyOf(parameters);
        metrics = Map.copyOf(metrics);
    }
}
