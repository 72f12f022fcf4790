package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How a model is trained.
 *
 * @param layers how many units each hidden layer has, from the features on
 * @param epochs how often the training part is gone through, at most
 * @param batchSize rows of one step
 * @param learningRate of the first steps; the schedule lowers it
 * @param patience epochs without a better validation loss after which training ends
 * @param classWeights for yes or no: what one of the rarer answer weighs
 * @param precision of the sums of hidden layers while learning
 * @param seed of the weights, the order of the rows and what else is left to chance
 * @param baseline the number that is to be an answer by itself, beside the one that goes most along with the label
 */
public record Training(
        List<Integer> layers,
        int epochs,
        int batchSize,
        double learningRate,
        int patience,
        ClassWeights classWeights,
        Precision precision,
        int seed,
        Optional<String> baseline) {
    public static final Training DEFAULTS =
            new Training(List.of(64, 32), 40, 256, 0.002, 5, ClassWeights.NONE, Precision.FLOAT32, 1, Optional.empty());

    public Training {
        layers = List.copyOf(layers);
        requireNonNull(classWeights, "classWeights is null");
        requireNonNull(precision, "precision is null");
        requireNonNull(baseline, "baseline is null");
    }

    /** What one row of a class weighs. */
    public enum ClassWeights {
        /** All rows weigh the same, so that a score is a probability. */
        NONE,
        /** Both classes weigh the same in sum. */
        BALANCED
    }

    /** How numbers are multiplied while learning. Weights, and all that is predicted, are 32 bits wide in either case. */
    public enum Precision {
        FLOAT32,
        /** Factors of hidden layers are rounded to bfloat16: wide layers are faster on a GPU, and slower on most CPUs. */
        MIXED
    }
}
