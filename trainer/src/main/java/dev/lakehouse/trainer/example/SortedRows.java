package dev.lakehouse.trainer.example;

import java.util.Arrays;

import dev.lakehouse.trainer.column.ColumnValues;

/**
 * What the rows of a row group are for.
 *
 * @param labels 0 where there is none
 * @param keys whom each row tells of
 */
@SuppressWarnings("ArrayRecordComponent") // They are the point; nobody compares them.
record SortedRows(RowKind[] kinds, float[] labels, ColumnValues keys) {
    /** The rows of a kind. */
    int[] of(RowKind kind) {
        int[] rows = new int[kinds.length];
        int count = 0;
        for (int row = 0; row < kinds.length; row++) {
            if (kinds[row] == kind) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    /** The key of a row, as text. */
    String key(int row) {
        if (keys instanceof ColumnValues.Wholes wholes) {
            return Long.toString(wholes.values()[row]);
        }
        ColumnValues.Names names = (ColumnValues.Names) keys;
        return names.names().get(names.ids()[row]);
    }
}
