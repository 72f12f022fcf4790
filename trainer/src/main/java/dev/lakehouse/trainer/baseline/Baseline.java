package dev.lakehouse.trainer.baseline;

import dev.lakehouse.trainer.train.Predictions;

import static java.util.Objects.requireNonNull;

/** A simpler answer: what it is called, and what it says of the test part. */
public record Baseline(String name, Predictions test) {
    public Baseline {
        requireNonNull(name, "name is null");
        requireNonNull(test, "test is null");
    }
}
