package dev.lakehouse.journey;

import java.util.Optional;

import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.schema.Layer;

import static java.util.Objects.requireNonNull;

/**
 * Which part of a pipeline to run.
 *
 * @param stage only this layer
 * @param table only the table of this name, {@code pedidos} or {@code silver.pedidos}
 * @param fullRefresh whether silver and gold tables are made anew from all that is in the layer before
 * @param days whose landing files bronze takes in
 */
public record RunOptions(Optional<Layer> stage, Optional<String> table, boolean fullRefresh, LandingDays days) {
    /** All of it. */
    public static final RunOptions ALL = new RunOptions(Optional.empty(), Optional.empty(), false);

    public RunOptions {
        requireNonNull(stage, "stage is null");
        requireNonNull(table, "table is null");
        requireNonNull(days, "days is null");
    }

    /** Of whatever day landing files are. */
    public RunOptions(Optional<Layer> stage, Optional<String> table, boolean fullRefresh) {
        this(stage, table, fullRefresh, LandingDays.ALL);
    }
}
