package dev.lakehouse.trainer.train;

/** Is told how a training goes. */
public interface TrainingWatch {
    /** For those who do not care. */
    TrainingWatch NONE = new TrainingWatch() {};

    /** It starts, or goes on from {@code state}; there will be at most {@code steps}. */
    default void begins(TrainingState state, long steps) {}

    /** A step was done; {@code loss} is the mean of the pass at hand. */
    default void step(long step, double loss) {}

    /** A pass was done. */
    default void epoch(EpochResult result) {}

    /** A checkpoint lies on the disk. */
    default void saved(long step) {}
}
