package dev.lakehouse.stage;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

import static java.util.Objects.requireNonNull;

/**
 * A planned bronze batch with its files looked into, in the plan's order.
 *
 * @param modified by path, when planned files were written, but for those that are gone
 */
public record LandedBatch(BatchPlan plan, List<LandedFile> files, Map<String, Instant> modified) {
    public LandedBatch {
        requireNonNull(plan, "plan is null");
        files = List.copyOf(files);
        modified = Map.copyOf(modified);
    }

    /** Planned files that are gone, or were overwritten. */
    public List<String> lost() {
        return plan.files().stream()
                .map(PlannedFile::path)
                .filter(path -> !modified.containsKey(path))
                .toList();
    }
}
