package dev.lakehouse.trainer.plan;

/** What a network is asked. */
public enum Task {
    /** Whether something happens: labels are 0 or 1, scores are probabilities. */
    BINARY,
    /** How much: labels and scores are amounts. */
    AMOUNT
}
