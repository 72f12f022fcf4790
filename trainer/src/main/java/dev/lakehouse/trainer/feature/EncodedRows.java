package dev.lakehouse.trainer.feature;

import dev.lakehouse.trainer.feed.FeedShape;

/**
 * Rows in terms of fitted features, each with its label. A row lies in one piece, for rows are taken in an order of chance, and each piece of
 * memory that was not looked at lately takes longer to come than all the rest takes. Sets are bits, for most are empty.
 */
public final class EncodedRows {
    private final FeedShape shape;
    private final int rows;
    private final int numberCount;
    private final int categoryCount;
    private final int setsWidth;
    /** Where in a row its categories begin, its sets, and its label; numbers are at its beginning. */
    private final int categoriesAt;

    private final int setsAt;
    private final int labelAt;
    private final int width;
    private final int[] values;
    private int first;

    /** All of them told by nothing yet. */
    public EncodedRows(FeedShape shape, int rows) {
        this.shape = shape;
        this.rows = rows;
        this.numberCount = shape.numbers().size();
        this.categoryCount = shape.categories().size();
        this.setsWidth = shape.setsWidth();
        this.categoriesAt = numberCount;
        this.setsAt = categoriesAt + categoryCount;
        this.labelAt = setsAt + (setsWidth + Integer.SIZE - 1) / Integer.SIZE;
        this.width = labelAt + 1;
        this.values = new int[Math.multiplyExact(rows, width)];
    }

    /** How many. */
    public int rows() {
        return rows;
    }

    /** How many bytes a row of that shape takes. */
    public static long bytesOfRow(FeedShape shape) {
        return (long) Integer.BYTES * new EncodedRows(shape, 0).width;
    }

    /** The first {@code count} of the rows that {@code chosen} names, in their order. */
    public EncodedRows select(int[] chosen, int count) {
        EncodedRows selected = new EncodedRows(shape, count);
        for (int to = 0; to < count; to++) {
            System.arraycopy(values, chosen[to] * width, selected.values, to * width, width);
        }
        return selected;
    }

    /** What is encoded from now on, from its row 0 on, goes to this row and those after it. */
    void startAt(int row) {
        first = row;
    }

    void number(int row, int at, float value) {
        values[(first + row) * width + at] = Float.floatToRawIntBits(value);
    }

    void category(int row, int at, int id) {
        values[(first + row) * width + categoriesAt + at] = id;
    }

    void member(int row, int at) {
        values[(first + row) * width + setsAt + at / Integer.SIZE] |= 1 << at % Integer.SIZE;
    }

    /** Gives a row its label. */
    public void label(int row, float value) {
        values[row * width + labelAt] = Float.floatToRawIntBits(value);
    }

    /** Writes a row as the {@code at}-th of these arrays, whose sets are 0 there. */
    public void copy(int row, int at, float[] toNumbers, int[] toCategories, float[] toSets, float[] toLabels) {
        int from = row * width;
        // Rows are narrow: a loop is faster than a call that copies an array.
        for (int to = at * numberCount, end = to + numberCount; to < end; to++) {
            toNumbers[to] = Float.intBitsToFloat(values[from++]);
        }
        for (int to = at * categoryCount, end = to + categoryCount; to < end; to++) {
            toCategories[to] = values[from++];
        }
        for (int base = at * setsWidth; from < row * width + labelAt; base += Integer.SIZE) {
            for (int bits = values[from++]; bits != 0; bits &= bits - 1) {
                toSets[base + Integer.numberOfTrailingZeros(bits)] = 1;
            }
        }
        toLabels[at] = Float.intBitsToFloat(values[from]);
    }
}
