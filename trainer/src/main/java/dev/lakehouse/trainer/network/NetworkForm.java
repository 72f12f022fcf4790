package dev.lakehouse.trainer.network;

import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Scoring;

import static java.util.Objects.requireNonNull;

/** All that decides how a network is built, and with which first weights. */
public record NetworkForm(
        FeedShape shape,
        Architecture architecture,
        Scoring scoring,
        double weightDecay,
        Precision precision,
        long seed) {
    public NetworkForm {
        requireNonNull(shape, "shape is null");
        requireNonNull(architecture, "architecture is null");
        requireNonNull(scoring, "scoring is null");
        requireNonNull(precision, "precision is null");
    }
}
