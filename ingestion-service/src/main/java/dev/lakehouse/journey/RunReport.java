package dev.lakehouse.journey;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.lakehouse.ledger.LandingLedger;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;

import static java.util.Objects.requireNonNull;

/** What a run did, table by table in the order in which it was done. */
public record RunReport(String pipeline, List<StageResult> results, Duration elapsed) {
    public RunReport {
        requireNonNull(pipeline, "pipeline is null");
        results = List.copyOf(results);
        requireNonNull(elapsed, "elapsed is null");
    }

    /** The tables that it may have made: those that it was about, and the ledger of what landed. */
    public List<TableName> tables() {
        return Stream.concat(results.stream().map(StageResult::table), Stream.of(LandingLedger.NAME))
                .toList();
    }

    /** Whether all that had landed was taken in. */
    public boolean complete() {
        return results.stream().allMatch(result -> result.problems().isEmpty());
    }
}
