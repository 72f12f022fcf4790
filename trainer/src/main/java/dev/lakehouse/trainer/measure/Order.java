package dev.lakehouse.trainer.measure;

import java.util.Arrays;

/** Rows from the lowest score to the highest. */
final class Order {
    private Order() {}

    /** Packs a score's bits and its row into a long each: millions are sorted without an object for each of them. */
    static int[] of(float[] scores) {
        long[] packed = new long[scores.length];
        for (int row = 0; row < scores.length; row++) {
            int bits = Float.floatToIntBits(scores[row] + 0f);
            // Bits of negative numbers fall where the numbers rise.
            int rising = bits < 0 ? ~bits ^ Integer.MIN_VALUE : bits;
            packed[row] = ((long) rising << Integer.SIZE) | row;
        }
        Arrays.sort(packed);
        return Arrays.stream(packed).mapToInt(value -> (int) value).toArray();
    }
}
