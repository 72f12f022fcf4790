package dev.lakehouse.journey;

import java.time.Duration;
import java.util.List;

import dev.lakehouse.stage.StageResult;

import static java.util.Objects.requireNonNull;

/** What a run did, table by table in the order in which it was done. */
public record RunReport(String pipeline, List<StageResult> results, Duration elapsed) {
    public RunReport {
        requireNonNull(pipeline, "pipeline is null");
        results = List.copyOf(results);
        requireNonNull(elapsed, "elapsed is null");
    }

    /** Whether all that had landed was taken in. */
    public boolean complete() {
        return results.stream().allMatch(result -> result.problems().isEmpty());
    }
}
