package dev.lakehouse.trainer.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws rows again and again from those that there are, to see how much a number depends on which they are (Efron 1979; intervals by
 * percentiles). Rows of one customer are drawn together, for they are alike: alone, each would count as news. The same ones are drawn for
 * all measures, so that two models are compared on the same customers.
 */
public final class Bootstrap {
    private static final long SEED = 20_240_229;
    private static final int DRAWS = 1000;
    /** Above this many rows intervals are so narrow that fewer draws tell them as well. */
    private static final int MANY_ROWS = 50_000;

    private static final int DRAWS_OF_MANY = 200;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final int[] groups;
    private final int count;

    /** Over rows that have nothing to do with one another. */
    public Bootstrap(int rows) {
        this(IntStream.range(0, rows).toArray());
    }

    /**
     * Over rows some of which belong together.
     *
     * @param groups which group each row is of; they are numbered from 0 on
     */
    public Bootstrap(int[] groups) {
        if (groups.length == 0) {
            throw new IllegalArgumentException("no rows");
        }
        this.groups = groups.clone();
        this.count = Arrays.stream(groups).max().orElseThrow() + 1;
    }

    /** Each measure with its interval. */
    public List<Interval> intervals(List<Measure> measures) {
        int[] once = new int[groups.length];
        Arrays.fill(once, 1);
        List<double[]> drawn = draws(measures);
        return IntStream.range(0, measures.size())
                .mapToObj(i -> {
                    double value = measures.get(i).of(once);
                    return measures.get(i).isSquareThatChanceAddsTo()
                            ? rootLessChance(value, drawn.get(i))
                            : interval(value, drawn.get(i));
                })
                .toList();
    }

    /** How much higher the one is than the other, on the same rows. */
    public Interval difference(Measure one, Measure other) {
        return intervals(List.of(times -> one.of(times) - other.of(times))).get(0);
    }

    private List<double[]> draws(List<Measure> measures) {
        int draws = groups.length > MANY_ROWS ? DRAWS_OF_MANY : DRAWS;
        List<double[]> values = new ArrayList<>();
        measures.forEach(measure -> values.add(new double[draws]));
        SplittableRandom random = new SplittableRandom(SEED);
        int[] drawn = new int[count];
        int[] times = new int[groups.length];
        for (int draw = 0; draw < draws; draw++) {
            Arrays.fill(drawn, 0);
            for (int i = 0; i < count; i++) {
                drawn[random.nextInt(count)]++;
            }
            for (int row = 0; row < times.length; row++) {
                times[row] = drawn[groups[row]];
            }
            for (int i = 0; i < measures.size(); i++) {
                values.get(i)[draw] = measures.get(i).of(times);
            }
        }
        return values;
    }

    /**
     * To the rows' own chance each draw adds its own, which is as much: by so much draws are above the value in the mean, and so much is
     * taken off the value once, and off the draws twice.
     */
    private static Interval rootLessChance(double square, double[] drawn) {
        double chance = Arrays.stream(drawn).filter(Double::isFinite).average().orElse(square) - square;
        Interval squares = interval(square, drawn);
        return new Interval(
                root(squares.value() - chance), root(squares.low() - 2 * chance), root(squares.high() - 2 * chance));
    }

    private static double root(double square) {
        return Math.sqrt(Math.max(0, square));
    }

    /** Draws of rows that had no such number do not count. */
    private static Interval interval(double value, double[] drawn) {
        double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
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
