package dev.lakehouse.trainer.example;

import java.util.Arrays;
import java.util.stream.IntStream;

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
    /** By unit, how many of its rows were not drawn yet. */
    private final int[] left;

    private int nextUnit;
    /** For each row that is open, its unit. */
    private int[] open = new int[0];

    private int rows;
    private int row;

    ShuffledRows(int[] sizes, long seed) {
        this.sizes = sizes.clone();
        this.seed = seed;
        this.units = new Chance(seed, -1).order(sizes.length);
        this.draws = new Chance(seed, -2);
        this.left = sizes.clone();
    }

    @Override
    public int[] units() {
        IntStream begun = IntStream.range(0, nextUnit).map(at -> units[at]).filter(unit -> left[unit] > 0);
        return IntStream.concat(begun, IntStream.range(nextUnit, units.length).map(at -> units[at]))
                .toArray();
    }

    @Override
    public int next() {
        while (rows < WINDOW && nextUnit < units.length) {
            open(units[nextUnit++]);
        }
        if (rows == 0) {
            return NONE;
        }
        int draw = (int) draws.below(rows);
        int unit = open[draw];
        open[draw] = open[--rows];
        row = --left[unit];
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
        if (rows + sizes[unit] > open.length) {
            open = Arrays.copyOf(open, Math.max(rows + sizes[unit], Math.min(WINDOW, 2 * open.length)));
        }
        Arrays.fill(open, rows, rows + sizes[unit], unit);
        rows += sizes[unit];
    }
}
