package dev.lakehouse.trainer.plan;

import static java.util.Objects.requireNonNull;

/**
 * Between labels and the one number that comes out of the network's last layer.
 *
 * @param positive how much a row with label 1 counts
 * @param negative how much one with label 0 counts
 * @param mean of the training part's amounts
 * @param deviation of those from their mean; never 0
 */
public record Scoring(Task task, double positive, double negative, double mean, double deviation) {
    public Scoring {
        requireNonNull(task, "task is null");
        if (!(positive > 0) || !(negative > 0) || !(deviation > 0) || !Double.isFinite(mean)) {
            throw new IllegalArgumentException(
                    "weights %s and %s, mean %s, deviation %s".formatted(positive, negative, mean, deviation));
        }
    }

    /** By how much the logits of a network are too high that counted rows so (King and Zeng 2001, "prior correction"). */
    public double logitShift() {
        return Math.log(positive / negative);
    }
}
