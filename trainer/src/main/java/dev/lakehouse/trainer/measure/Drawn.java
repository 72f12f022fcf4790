package dev.lakehouse.trainer.measure;

import java.util.Arrays;

/** What a measure was of the rows that there are, and of rows that {@link Bootstrap} drew from them. */
public final class Drawn {
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final double value;
    private final double[] draws;
    private final boolean squareThatChanceAddsTo;

    Drawn(double value, double[] draws, boolean squareThatChanceAddsTo) {
        this.value = value;
        this.draws = draws;
        this.squareThatChanceAddsTo = squareThatChanceAddsTo;
    }

    /** Where it lies. */
    public Interval interval() {
        return squareThatChanceAddsTo ? rootLessChance() : within();
    }

    /** How much higher it is than another, of the same draws. */
    public Interval minus(Drawn other) {
        double[] differences = new double[draws.length];
        Arrays.setAll(differences, draw -> draws[draw] - other.draws[draw]);
        return new Drawn(value - other.value, differences, false).interval();
    }

    /**
     * To the rows' own chance each draw adds its own, which is as much: by so much draws are above the value in the mean, and so much is
     * taken off the value once, and off the draws twice.
     */
    private Interval rootLessChance() {
        double chance = Arrays.stream(draws).filter(Double::isFinite).average().orElse(value) - value;
        Interval squares = within();
        return new Interval(root(value - chance), root(squares.low() - 2 * chance), root(squares.high() - 2 * chance));
    }

    private static double root(double square) {
        return Math.sqrt(Math.max(0, square));
    }

    /** Draws of rows that had no such number do not count. */
    private Interval within() {
        double[] sorted = Arrays.stream(draws).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Interval(value, value, value);
        }
        return new Interval(value, quantile(sorted, LOW), quantile(sorted, HIGH));
    }

    private static double quantile(double[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
