package dev.lakehouse.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.lakehouse.config.pipeline.SilverTable;

import static java.util.Objects.requireNonNull;

/**
 * A silver batch.
 *
 * @param bronze the rows that are new; files in the order in which later ones win
 * @param refused bronze's quarantine, of {@link QuarantineSchema#TABLE}; asked for only where a row's place has to be told
 * @param headers whether the first line of each file names its columns
 * @param arrival how they stand to the rows of {@code target}
 * @param target the silver table as it stands
 * @param references by name in the pipeline, the silver tables that rules refer to
 * @param referenceKeys by the same name, the key column of each
 */
public record RefineWork(
        SilverTable table,
        TableInput bronze,
        Supplier<TableInput> refused,
        boolean headers,
        Arrival arrival,
        TableInput target,
        Map<String, TableInput> references,
        Map<String, List<String>> referenceKeys,
        long batch,
        Instant plannedAt,
        Path output,
        Path quarantine) {
    public RefineWork {
        requireNonNull(table, "table is null");
        requireNonNull(bronze, "bronze is null");
        requireNonNull(refused, "refused is null");
        requireNonNull(arrival, "arrival is null");
        requireNonNull(target, "target is null");
        references = Map.copyOf(references);
        referenceKeys = Map.copyOf(referenceKeys);
        requireNonNull(plannedAt, "plannedAt is null");
        requireNonNull(output, "output is null");
        requireNonNull(quarantine, "quarantine is null");
    }
}
