package dev.lakehouse.trainer.example;

import java.util.Arrays;

/** Finds the rows of a kind. */
final class RowChoice {
    private RowChoice() {}

    static int[] of(RowKind[] kinds, RowKind kind) {
        int[] rows = new int[kinds.length];
        int count = 0;
        for (int row = 0; row < kinds.length; row++) {
            if (kinds[row] == kind) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }
}
