package dev.lakehouse.stage;

import java.util.List;

import dev.lakehouse.engine.LandedRows;

import static java.util.Objects.requireNonNull;

/**
 * A bronze batch that is in its table.
 *
 * @param version of the table, the first that has it
 * @param landed what became of each landing file, in their order
 */
public record TakenBatch(LandedBatch batch, long version, List<LandedRows> landed) {
    public TakenBatch {
        requireNonNull(batch, "batch is null");
        landed = List.copyOf(landed);
    }
}
