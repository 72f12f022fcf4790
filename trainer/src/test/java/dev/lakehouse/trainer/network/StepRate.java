package dev.lakehouse.trainer.network;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Scoring;
import dev.lakehouse.trainer.plan.Task;

/**
 * A program that says how many steps a second a network learns from batches that are in memory already. {@code bench/step_rate.py} is the
 * same network in Python. Arguments: rows a batch, steps.
 */
public final class StepRate {
    private static final int BATCHES = 16;

    private StepRate() {}

    public static void main(String[] arguments) {
        int rows = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        FeedShape shape = new FeedShape(
                List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
                List.of(new Category("large", 1000), new Category("small", 50)),
                List.of());
        NetworkForm form = new NetworkForm(
                shape,
                new Architecture(List.of(128, 64), 16),
                new Scoring(Task.BINARY, 1, 1, 0, 1),
                0,
                Precision.FLOAT32,
                1);
        List<Batch> batches = java.util.stream.IntStream.range(0, BATCHES)
                .mapToObj(number -> batch(rows, number))
                .toList();
        try (Network network = Network.create(form, 1)) {
            run(network, batches, steps / 5);
            for (int round = 0; round < 3; round++) {
                long start = System.nanoTime();
                float loss = run(network, batches, steps);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "java %d rows: %.0f steps/s, %.0f rows/s, loss %.4f%n",
                        rows,
                        steps / seconds,
                        steps * (double) rows / seconds,
                        loss);
            }
        }
    }

    /** Returns the last step's loss. */
    private static float run(Network network, List<Batch> batches, int steps) {
        float loss = 0;
        for (int step = 0; step < steps; step++) {
            loss = network.step(batches.get(step % batches.size()), 1e-3);
        }
        return loss;
    }

    private static Batch batch(int rows, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Batch batch =
                new Batch(rows, new float[rows * 10], new int[rows * 2], new float[0], new float[rows], List.of());
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < 10; i++) {
                batch.numbers()[row * 10 + i] = (float) (random.nextDouble() * 2 - 1);
            }
            batch.categories()[row * 2] = random.nextInt(1000);
            batch.categories()[row * 2 + 1] = random.nextInt(50);
            batch.labels()[row] = batch.numbers()[row * 10] > 0 ? 1 : 0;
        }
        return batch;
    }
}
