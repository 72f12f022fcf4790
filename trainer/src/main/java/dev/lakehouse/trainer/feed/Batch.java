package dev.lakehouse.trainer.feed;

import java.util.List;

/**
 * Rows of features, row by row in each array. The arrays are whoever's who asked for the batch; they may be longer than {@code rows}
 * need.
 *
 * @param rows how many, 1 or more
 * @param numbers {@code rows} times the number of the shape's numbers; scaled, and never a NaN
 * @param categories {@code rows} times the number of the shape's categories; each below its category's size
 * @param sets {@code rows} times {@link FeedShape#setsWidth}; 1 for an id that is in the set, else 0
 * @param labels {@code rows} values: 0 or 1, or an amount
 * @param keys of the rows, or none where nobody asked for them
 */
@SuppressWarnings("ArrayRecordComponent") // They are the point; nobody compares batches.
public record Batch(int rows, float[] numbers, int[] categories, float[] sets, float[] labels, List<String> keys) {
    public Batch {
        if (rows < 1 || labels.length < rows) {
            throw new IllegalArgumentException(rows + " rows with " + labels.length + " labels");
        }
    }
}
