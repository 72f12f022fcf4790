package dev.lakehouse.trainer.predict;

import java.util.Map;

import dev.lakehouse.trainer.drift.Drift;

/**
 * What predicting came to.
 *
 * @param scored keys that were asked about: new ones, and those whose features or model changed
 * @param kept whose scores stay what they were
 * @param removed that have nothing to be predicted any more
 * @param drift of each feature, from the rows that the model learnt from
 */
public record PredictionReport(
        String table,
        String run,
        long goldVersion,
        long scored,
        long kept,
        long removed,
        Map<String, Drift> drift,
        boolean committed) {}
