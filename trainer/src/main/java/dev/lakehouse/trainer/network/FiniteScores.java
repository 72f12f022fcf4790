package dev.lakehouse.trainer.network;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Holds back scores that are no numbers: nothing can be ranked, averaged or stored by them. */
final class FiniteScores {
    private FiniteScores() {}

    /** Gives them back; {@code SCORE_NOT_FINITE}, of kind data, where one is a NaN or an infinity. */
    static float[] check(float[] scores) {
        for (float score : scores) {
            if (!Float.isFinite(score)) {
                throw new LakehouseException(
                        FailureKind.DATA,
                        "SCORE_NOT_FINITE",
                        "The network's score of a row is " + score,
                        "a feature of that row is far too large, or training went astray",
                        "lower learning_rate in the model's declaration, or look for the largest values in the gold table");
            }
        }
        return scores;
    }
}
