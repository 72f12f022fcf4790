package dev.lakehouse.trainer.example;

import java.util.stream.IntStream;

/** Rows in the order of the table. */
final class RowsInOrder implements RowSequence {
    private final int[] sizes;
    private int unit;
    private int row = -1;

    RowsInOrder(int[] sizes) {
        this.sizes = sizes.clone();
    }

    @Override
    public int next() {
        row++;
        while (unit < sizes.length && row == sizes[unit]) {
            unit++;
            row = 0;
        }
        return unit < sizes.length ? unit : NONE;
    }

    @Override
    public int place() {
        return row;
    }

    @Override
    public boolean last() {
        return row == sizes[unit] - 1;
    }

    @Override
    public int[] rowsOf(int ofUnit) {
        return IntStream.range(0, sizes[ofUnit]).toArray();
    }

    @Override
    public boolean downwards() {
        return false;
    }

    @Override
    public int[] units() {
        return IntStream.range(unit, sizes.length).toArray();
    }
}
