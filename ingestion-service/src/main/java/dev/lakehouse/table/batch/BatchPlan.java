package dev.lakehouse.table.batch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
 * @param again the earlier bronze batch whose files are read once more, and whose rows these replace; empty for a batch of its own
 */
public record BatchPlan(
        long number,
        Instant plannedAt,
        List<PlannedFile> files,
        Map<String, VersionRange> inputs,
        String definition,
        OptionalLong again) {
    public BatchPlan {
        requireNonNull(plannedAt, "plannedAt is null");
        files = List.copyOf(files);
        inputs = Map.copyOf(inputs);
        requireNonNull(definition, "definition is null");
        if (again.isPresent() && again.getAsLong() >= number) {
            throw new IllegalArgumentException(
                    "batch " + number + " reads batch " + again.getAsLong() + " again, which is not before it");
        }
    }

    /** A batch of its own. */
    public BatchPlan(
            long number,
            Instant plannedAt,
            List<PlannedFile> files,
            Map<String, VersionRange> inputs,
            String definition) {
        this(number, plannedAt, files, inputs, definition, OptionalLong.empty());
    }

    /** The batch that its rows are of, as {@code _batch} says: they stand in the table where those of that batch stood. */
    public long batchOfRows() {
        return again.orElse(number);
    }

    /** What the table's history says of the batch: its number and, as JSON, the versions that it read. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("batch", Long.toString(number));
        again.ifPresent(batch -> parameters.put("again", Long.toString(batch)));
        if (!inputs.isEmpty()) {
            parameters.put("inputs", BatchLog.json(new TreeMap<>(inputs)));
        }
        return Map.copyOf(parameters);
    }
}
