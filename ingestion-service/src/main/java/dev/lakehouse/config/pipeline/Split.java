package dev.lakehouse.config.pipeline;

import static java.util.Objects.requireNonNull;

/** Which rows a model is trained on, which end its training, and which it is judged by. */
public sealed interface Split {
    /** The share of the rows that end the training, in percent. */
    int validation();

    /** The share of the rows that judge the model, in percent. */
    int test();

    /** By a hash of the key: all rows of one key are in one part, always the same. */
    record ByKey(int validation, int test) implements Split {}

    /**
     * By time: the newest rows judge, those before them end the training. Half of the keys train, a quarter ends the training and a
     * quarter judges, each by their rows of that time alone, so that no key is in two parts.
     *
     * @param column a date or timestamp
     * @param gapDays days before each part whose rows are in none: as many as the label looks ahead, so that no label of an
     *     earlier part tells of the time of a later one
     */
    record ByTime(String column, int gapDays, int validation, int test) implements Split {
        public ByTime {
            requireNonNull(column, "column is null");
        }
    }
}
