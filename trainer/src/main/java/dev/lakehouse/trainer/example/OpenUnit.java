package dev.lakehouse.trainer.example;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.lakehouse.trainer.feature.EncodedRows;

/**
 * A unit whose rows are being taken. Where they are taken from the highest place downwards it lets go of those that were, whenever they
 * are half of what it holds: the last rows of many units, which wait for long in a shuffled order, take little memory so.
 */
final class OpenUnit {
    private static final int FEWEST = 1_024;

    private final boolean downwards;
    private RowUnit.Content content;
    private int[] rows;

    /** A unit of which nothing was taken, with its rows in the order of their places. */
    OpenUnit(RowUnit.Content content, int[] rows, boolean downwards) {
        this.content = content;
        this.rows = rows;
        this.downwards = downwards;
    }

    /** The row at a place, among those that {@link #content} has from now on. */
    int row(int place) {
        if (downwards && place < rows.length / 2 && rows.length > FEWEST) {
            keep(place + 1);
        }
        return rows[place];
    }

    RowUnit.Content content() {
        return content;
    }

    private void keep(int count) {
        EncodedRows features = content.features().select(rows, count);
        String[] keys = new String[content.keys().length == 0 ? 0 : count];
        Arrays.setAll(keys, to -> content.keys()[rows[to]]);
        content = new RowUnit.Content(features, keys);
        rows = IntStream.range(0, count).toArray();
    }
}
