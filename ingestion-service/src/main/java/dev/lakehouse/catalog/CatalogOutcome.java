package dev.lakehouse.catalog;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * What became of the catalog after a run, whose tables are right whatever it is.
 *
 * @param registered tables that are in the catalog since now: {@code silver.pedidos}
 * @param failure why the catalog may lack tables of the run, if it may
 */
public record CatalogOutcome(State state, List<String> registered, Optional<LakehouseException> failure) {
    /** How it ended. */
    public enum State {
        /** There is no catalog in the settings, so nothing is registered. */
        NOT_CONFIGURED,
        /** All tables of the run are in it. */
        IN_STEP,
        /** It could not be asked, or refused: the next sync is to repair it. */
        BEHIND
    }

    /** Where there is no catalog. */
    public static final CatalogOutcome NOT_CONFIGURED =
            new CatalogOutcome(State.NOT_CONFIGURED, List.of(), Optional.empty());

    public CatalogOutcome {
        requireNonNull(state, "state is null");
        registered = List.copyOf(registered);
        requireNonNull(failure, "failure is null");
    }
}
