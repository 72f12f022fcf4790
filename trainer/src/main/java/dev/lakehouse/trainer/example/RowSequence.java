package dev.lakehouse.trainer.example;

/** The rows of units one after another: which come when, without reading any. */
interface RowSequence {
    /** What {@link #next} gives after the last row. */
    int NONE = -1;

    /** Goes to the next row: gives its unit, or {@link #NONE}. */
    int next();

    /** Which of {@link #rowsOf} of its unit the row is. */
    int place();

    /** Whether it is the last one of its unit. */
    boolean last();

    /** The rows of a unit in the order of their places. */
    int[] rowsOf(int unit);

    /** Whether the places of a unit come from the highest down to 0, else from 0 on. */
    boolean downwards();

    /** The units that rows may still come from, those first that are needed first. */
    int[] units();

    /** Goes past rows. */
    default void skip(long rows) {
        for (long row = 0; row < rows && next() != NONE; row++) {
            // Which rows they are is of no concern.
        }
    }
}
