package dev.lakehouse.serve.run;

import java.util.Optional;

import dev.lakehouse.journey.RunOptions;
import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.schema.Layer;

import static java.util.Objects.requireNonNull;

/** What is wanted of a run: a pipeline, or the part of it that {@link RunOptions} describes. */
public record RunRequest(
        String pipeline, Optional<Layer> stage, Optional<String> table, boolean fullRefresh, LandingDays days) {
    public RunRequest {
        requireNonNull(pipeline, "pipeline is null");
        requireNonNull(stage, "stage is null");
        requireNonNull(table, "table is null");
        requireNonNull(days, "days is null");
    }

    RunOptions options() {
        return new RunOptions(stage, table, fullRefresh, days);
    }
}
