package dev.lakehouse.journey;

import java.util.Optional;

import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * Which part of a pipeline to run.
 *
 * @param stage only this layer
 * @param table only the table of this name, {@code pedidos} or {@code silver.pedidos}
 * @param fullRefresh whether silver and gold tables are made anew from all that is in the layer before
 * @param refreshed a table that is made so alone
 * @param days whose landing files bronze takes in
 */
public record RunOptions(
        Optional<Layer> stage,
        Optional<String> table,
        boolean fullRefresh,
        Optional<TableName> refreshed,
        LandingDays days) {
    /** All of it. */
    public static final RunOptions ALL = new RunOptions(Optional.empty(), Optional.empty(), false);

    public RunOptions {
        requireNonNull(stage, "stage is null");
        requireNonNull(table, "table is null");
        requireNonNull(refreshed, "refreshed is null");
        requireNonNull(days, "days is null");
    }

    /** Of whatever day landing files are. */
    public RunOptions(Optional<Layer> stage, Optional<String> table, boolean fullRefresh) {
        this(stage, table, fullRefresh, LandingDays.ALL);
    }

    /** With no table made anew by itself. */
    public RunOptions(Optional<Layer> stage, Optional<String> table, boolean fullRefresh, LandingDays days) {
        this(stage, table, fullRefresh, Optional.empty(), days);
    }

    /** All of it, in which that table is made anew. */
    public static RunOptions refreshing(TableName table) {
        return new RunOptions(Optional.empty(), Optional.empty(), false, Optional.of(table), LandingDays.ALL);
    }

    /** Whether that table is made anew. */
    boolean refreshes(TableName name) {
        return fullRefresh || refreshed.filter(name::equals).isPresent();
    }
}
