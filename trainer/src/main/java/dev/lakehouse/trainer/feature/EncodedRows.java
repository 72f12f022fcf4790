package dev.lakehouse.trainer.feature;

import dev.lakehouse.trainer.feed.FeedShape;

/** Rows in terms of fitted features, row by row in each array. Sets are bits, for most are empty. */
public final class EncodedRows {
    private final FeedShape shape;
    private final int rows;
    private final int numberCount;
    private final int categoryCount;
    private final int setsWidth;
    private final int words;
    private final float[] numbers;
    private final int[] categories;
    private final long[] sets;
    private int first;

    /** All of them told by nothing yet. */
    public EncodedRows(FeedShape shape, int rows) {
        this.shape = shape;
        this.rows = rows;
        this.numberCount = shape.numbers().size();
        this.categoryCount = shape.categories().size();
        this.setsWidth = shape.setsWidth();
        this.words = (setsWidth + Long.SIZE - 1) / Long.SIZE;
        this.numbers = new float[Math.multiplyExact(rows, numberCount)];
        this.categories = new int[Math.multiplyExact(rows, categoryCount)];
        this.sets = new long[Math.multiplyExact(rows, words)];
    }

    /** How many. */
    public int rows() {
        return rows;
    }

    /** The first {@code count} of these rows, in their order. */
    public EncodedRows select(int[] chosen, int count) {
        EncodedRows selected = new EncodedRows(shape, count);
        for (int to = 0; to < count; to++) {
            int from = chosen[to];
            System.arraycopy(numbers, from * numberCount, selected.numbers, to * numberCount, numberCount);
            System.arraycopy(categories, from * categoryCount, selected.categories, to * categoryCount, categoryCount);
            System.arraycopy(sets, from * words, selected.sets, to * words, words);
        }
        return selected;
    }

    /** What is encoded from now on, from its row 0 on, goes to this row and those after it. */
    void startAt(int row) {
        first = row;
    }

    void number(int row, int at, double value) {
        numbers[(first + row) * numberCount + at] = (float) value;
    }

    void category(int row, int at, int id) {
        categories[(first + row) * categoryCount + at] = id;
    }

    void member(int row, int at) {
        sets[(first + row) * words + at / Long.SIZE] |= 1L << at % Long.SIZE;
    }

    /** Writes a row as the {@code at}-th of these arrays, whose sets are 0 there. */
    public void copy(int row, int at, float[] toNumbers, int[] toCategories, float[] toSets) {
        // Rows are narrow: a loop is faster than a call that copies an array.
        for (int i = 0, from = row * numberCount, to = at * numberCount; i < numberCount; i++) {
            toNumbers[to++] = numbers[from++];
        }
        for (int i = 0, from = row * categoryCount, to = at * categoryCount; i < categoryCount; i++) {
            toCategories[to++] = categories[from++];
        }
        for (int word = 0; word < words; word++) {
            int base = at * setsWidth + word * Long.SIZE;
            for (long bits = sets[row * words + word]; bits != 0; bits &= bits - 1) {
                toSets[base + Long.numberOfTrailingZeros(bits)] = 1;
            }
        }
    }
}
