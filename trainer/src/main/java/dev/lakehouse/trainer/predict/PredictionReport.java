package dev.lakehouse.trainer.predict;

import java.util.Map;

/**
 * What predicting came to.
 *
 * @param scored keys that were asked about: new ones, and those whose features or model changed
 * @param kept whose scores stay what they were
 * @param removed that have nothing to be predicted any more
 * @param drift the population stability index of each feature, beside the rows that the model learnt from
 */
public record PredictionReport(
        String table,
        String run,
        long goldVersion,
        long scored,
        long kept,
        long removed,
        Map<String, Double> drift,
        boolean committed) {
    /** The feature that changed most, by its index; 0 where there are none. */
    public double mostDrift() {
        return drift.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
