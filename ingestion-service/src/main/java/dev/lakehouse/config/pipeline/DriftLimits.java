package dev.lakehouse.config.pipeline;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How far the rows to predict may be from those that a model learnt from, by each feature's population stability index (PSI).
 *
 * @param warn above which predicting warns
 * @param fail above which nothing is predicted; empty where a warning is all
 */
public record DriftLimits(double warn, Optional<Double> fail) {
    /** By custom much has changed above this. */
    public static final DriftLimits DEFAULT = new DriftLimits(0.25, Optional.empty());

    public DriftLimits {
        requireNonNull(fail, "fail is null");
    }
}
