package dev.lakehouse.trainer.example;

import java.util.Arrays;

/**
 * The order in which the rows of units come, decided by a seed and the units' sizes alone. Units come in an order of chance and are
 * open together, as many as make a window; each row is drawn from all rows of the open units. A table that fits the window comes in an
 * order that is any with equal chance; a larger one is mixed within the window, in which the last rows of
 * a unit may stay for long. Which row of a unit a draw means is
 * {@link #rowsOf}'s to say: so an order can be gone through without reading any.
 */
final class ShuffledRows implements RowSequence {
    /** Rows that are open at least, where there are so many. */
    static final int WINDOW = 262_144;

    private final int[] sizes;
    private final long seed;
    private final int[] units;
    private final Chance draws;
    private int nextUnit;
    private int[] open = new int[16];
    private int[] left = new int[16];
    private int openCount;
    private long rows;
    private int row = NONE;

    ShuffledRows(int[] sizes, long seed) {
        this.sizes = sizes.clone();
        this.seed = seed;
        this.units = new Chance(seed, -1).order(sizes.length);
        this.draws = new Chance(seed, -2);
    }

    @Override
    public int[] units() {
        int[] all = Arrays.copyOf(open, openCount + units.length - nextUnit);
        System.arraycopy(units, nextUnit, all, openCount, units.length - nextUnit);
        return all;
    }

    @Override
    public int next() {
        while (rows < WINDOW && nextUnit < units.length) {
            open(units[nextUnit++]);
        }
        if (rows == 0) {
            return NONE;
        }
        long draw = draws.below(rows);
        int at = 0;
        while (draw >= left[at]) {
            draw -= left[at++];
        }
        int unit = open[at];
        row = --left[at];
        rows--;
        if (left[at] == 0) {
            openCount--;
            System.arraycopy(open, at + 1, open, at, openCount - at);
            System.arraycopy(left, at + 1, left, at, openCount - at);
        }
        return unit;
    }

    @Override
    public int place() {
        return row;
    }

    @Override
    public boolean last() {
        return row == 0;
    }

    @Override
    public int[] rowsOf(int unit) {
        return new Chance(seed, unit).order(sizes[unit]);
    }

    @Override
    public boolean downwards() {
        return true;
    }

    private void open(int unit) {
        if (sizes[unit] == 0) {
            return;
        }
        if (openCount == open.length) {
            open = Arrays.copyOf(open, 2 * openCount);
            left = Arrays.copyOf(left, 2 * openCount);
        }
        open[openCount] = unit;
        left[openCount++] = sizes[unit];
        rows += sizes[unit];
    }
}
