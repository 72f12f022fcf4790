package dev.lakehouse.trainer.run;

import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.train.TrainingWatch;

/** Is told how a run goes. */
public interface RunWatch extends TrainingWatch {
    /** For those who do not care. */
    RunWatch NONE = new RunWatch() {};

    /** What comes next: a word or two. */
    default void phase(String name) {}

    /** What it is trained on. */
    default void device(Device device) {}

    /** How much of a phase that is no training is done: 1 to {@code of}. */
    default void progress(long done, long of) {}

    /** Something that does not stop the run, as a sentence. */
    default void warn(String sentence) {}
}
