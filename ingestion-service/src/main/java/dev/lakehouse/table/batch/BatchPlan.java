package dev.lakehouse.table.batch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * A batch as it was planned: everything that its result depends on, so that doing it twice gives the same rows.
 *
 * @param number 0 for a table's first
 * @param plannedAt the batch's {@code _ingested_at}, whenever it is carried out; in milliseconds
 * @param files the landing files of a bronze batch, in the order in which later ones win
 * @param inputs by table name, the versions that a silver or gold batch reads
 * @param definition a digest of what a gold table is computed by; empty for other layers
 */
public record BatchPlan(
        long number, Instant plannedAt, List<PlannedFile> files, Map<String, VersionRange> inputs, String definition) {
    public BatchPlan {
        requireNonNull(plannedAt, "plannedAt is null");
        files = List.copyOf(files);
        inputs = Map.copyOf(inputs);
        requireNonNull(definition, "definition is null");
    }

    /** What the table's history says of the batch: its number and, as JSON, the versions that it read. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("batch", Long.toString(number));
        if (!inputs.isEmpty()) {
            parameters.put("inputs", BatchLog.json(new TreeMap<>(inputs)));
        }
        return Map.copyOf(parameters);
    }
}
