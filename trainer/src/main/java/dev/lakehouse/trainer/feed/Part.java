package dev.lakehouse.trainer.feed;

/** What rows are for. No row is in two of them, and no customer. */
public enum Part {
    /** The network learns from them, and features are fitted to them. */
    TRAIN,
    /** They say when to stop learning, and which of the networks on the way was the best. */
    VALIDATION,
    /** They are looked at once, when all is decided: what a run reports comes from them. */
    TEST
}
