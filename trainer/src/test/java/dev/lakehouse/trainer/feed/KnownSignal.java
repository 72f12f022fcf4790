package dev.lakehouse.trainer.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.lakehouse.trainer.plan.Task;

/**
 * Customers whose behaviour is known. The chance that one buys is a logistic function of his signal, which is partly linear, partly a
 * bend that no linear network can follow (of {@code visits}), partly his city's and that of what he likes; the amount is a power of it, up to a limit.
 */
public final class KnownSignal {
    public static final FeedShape SHAPE = new FeedShape(
            List.of("recency", "visits", "noise"),
            List.of(new Category("city", 12)),
            List.of(new Category("likes", 6)));

    private KnownSignal() {}

    /** A feed of so many rows in all, 70 of 100 of them for training. */
    public static MemoryFeed feed(Task task, int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MemoryFeed.Row> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            all.add(row(task, random, "c" + row));
        }
        int train = rows * 70 / 100;
        int validation = rows * 15 / 100;
        return new MemoryFeed(
                SHAPE,
                all.subList(0, train),
                all.subList(train, train + validation),
                all.subList(train + validation, rows));
    }

    /** What the chance's logit, or the amount's logarithm, is. */
    public static double signal(MemoryFeed.Row row) {
        double visits = row.numbers()[1];
        return -0.9 * row.numbers()[0]
                + 1.2 * (visits * visits - 1)
                + 0.4 * (row.categories()[0] % 4 - 1.5)
                + 0.8 * (row.sets()[2] - row.sets()[4]);
    }

    private static MemoryFeed.Row row(Task task, SplittableRandom random, String key) {
        float[] sets = new float[6];
        for (int id = 1; id < sets.length; id++) {
            sets[id] = random.nextInt(3) == 0 ? 1 : 0;
        }
        MemoryFeed.Row row = new MemoryFeed.Row(
                new float[] {normal(random), normal(random), normal(random)},
                new int[] {1 + random.nextInt(11)},
                sets,
                0,
                key);
        double signal = signal(row);
        float label = task == Task.BINARY
                ? (random.nextDouble() < 1 / (1 + Math.exp(-signal)) ? 1 : 0)
                : (float) Math.exp(0.4 * Math.min(signal, 3) + 0.2 * normal(random)) * 100;
        return new MemoryFeed.Row(row.numbers(), row.categories(), row.sets(), label, key);
    }

    /** Box and Muller 1958. */
    private static float normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return (float) (radius * Math.cos(2 * Math.PI * random.nextDouble()));
    }
}
