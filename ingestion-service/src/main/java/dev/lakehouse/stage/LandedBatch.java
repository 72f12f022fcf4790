package dev.lakehouse.stage;

import java.util.List;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.table.batch.BatchPlan;

import static java.util.Objects.requireNonNull;

/** A planned bronze batch with its files looked into, in the plan's order. */
public record LandedBatch(BatchPlan plan, List<LandedFile> files) {
    public LandedBatch {
        requireNonNull(plan, "plan is null");
        files = List.copyOf(files);
    }
}
