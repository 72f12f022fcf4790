package dev.lakehouse.trainer.measure;

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
        return drawn(measures, () -> {}).stream().map(Drawn::interval).toList();
    }

    /** How much higher the one is than the other, on the same rows. */
    public Interval difference(Measure one, Measure other) {
        List<Drawn> drawn = drawn(List.of(one, other), () -> {});
        return drawn.get(0).minus(drawn.get(1));
    }

    /** How many times rows are drawn for each list of measures. */
    public int draws() {
        return groups.length > MANY_ROWS ? DRAWS_OF_MANY : DRAWS;
    }

    /**
     * What each measure is of the rows themselves, and of all draws; on all processors, and the same on any number of them. Those of one list
     * are measured on the same draws as those of any other.
     *
     * @param each is run after each draw, by any thread
     */
    public List<Drawn> drawn(List<Measure> measures, Runnable each) {
        long[] seeds = new SplittableRandom(SEED).longs(draws()).toArray();
        double[][] values = new double[measures.size()][draws()];
        int lanes = lanes(groups.length + count);
        IntStream.range(0, lanes).parallel().forEach(lane -> {
            int[] drawn = new int[count];
            int[] times = new int[groups.length];
            for (int draw = lane; draw < seeds.length; draw += lanes) {
                draw(new SplittableRandom(seeds[draw]), drawn, times);
                for (int i = 0; i < values.length; i++) {
                    values[i][draw] = measures.get(i).of(times);
                }
                each.run();
            }
        });
        int[] once = new int[groups.length];
        Arrays.fill(once, 1);
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Drawn(
                        measures.get(i).of(once), values[i], measures.get(i).isSquareThatChanceAddsTo()))
                .toList();
    }

    /** One for each processor, as long as what each needs for itself is little beside the memory. */
    private static int lanes(long numbers) {
        long fit = Runtime.getRuntime().maxMemory() / 8 / (numbers * Integer.BYTES + 1);
        return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fit));
    }

    private void draw(SplittableRandom random, int[] drawn, int[] times) {
        Arrays.fill(drawn, 0);
        for (int i = 0; i < count; i++) {
            drawn[random.nextInt(count)]++;
        }
        for (int row = 0; row < times.length; row++) {
            times[row] = drawn[groups[row]];
        }
    }
}
