package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.lakehouse.trainer.baseline.Baseline;
import dev.lakehouse.trainer.baseline.TrainBaselines;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Measure;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.Predictions;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;

import static java.util.Objects.requireNonNull;

/** Trains the same with several seeds, to see how much of a margin is luck with the first weights and the order of rows. */
public final class SeedStudy {
    /** Student's t for 95 %, by the number of seeds. */
    private static final double[] STUDENT = {
        Double.NaN, Double.NaN, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262
    };

    /** The most seeds. */
    public static final int MOST = STUDENT.length - 1;

    private final Path models;

    /** @param models a folder of this machine that stays, for checkpoints */
    public SeedStudy(Path models) {
        this.models = requireNonNull(models, "models is null");
    }

    /**
     * What became of one seed.
     *
     * @param value of the deciding metric on the test part
     * @param best the simpler answer that was the best on the test part, and what it was
     */
    public record Outcome(long seed, double value, String best, double bestValue) {}

    /**
     * What became of all of them.
     *
     * @param margin by how much the network is better than the best simpler answer: the mean over seeds, and where that of other seeds would
     *     lie in 95 of 100 cases (Student's t). All are judged by the same rows: what other rows would come to is not in it
     */
    public record Result(String metric, List<Outcome> outcomes, Interval margin) {}

    /**
     * Trains with one seed after another. Killed on the way, it goes on when the same is asked for again.
     *
     * @param seeds how many, 2 to {@link #MOST}: the plan's and those behind it
     */
    public Result run(TrainingInput input, int seeds, RunWatch watch) {
        Metric metric = Metric.deciding(input.plan().task());
        watch.device(Device.ofThisMachine());
        List<Outcome> outcomes = new ArrayList<>();
        try (Rehearsal rehearsal = Rehearsal.open(models, input)) {
            for (int i = 0; i < seeds; i++) {
                TrainingPlan plan = input.plan().withSeed(input.plan().seed() + i);
                watch.phase("seed " + plan.seed());
                Path folder = rehearsal.checkpoints("seed-" + plan.seed());
                outcomes.add(outcome(input, plan, metric, folder, watch));
            }
            rehearsal.delete();
        } catch (IOException e) {
            throw RunFailures.unwritable(models, e);
        }
        double[] margins = outcomes.stream()
                .mapToDouble(outcome -> metric.higherIsBetter()
                        ? outcome.value() - outcome.bestValue()
                        : outcome.bestValue() - outcome.value())
                .toArray();
        return new Result(metric.name().toLowerCase(java.util.Locale.ROOT), outcomes, interval(margins));
    }

    static Interval interval(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double half = STUDENT[values.length] * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(mean, mean - half, mean + half);
    }

    private static Outcome outcome(TrainingInput input, TrainingPlan plan, Metric metric, Path folder, RunWatch watch) {
        Predictions test;
        Checkpoints checkpoints = new Checkpoints(folder.resolve("network"));
        try (TrainedNetwork trained = new TrainNetwork(input.feed(), plan, checkpoints, watch).run()) {
            test = Predictions.of(input.feed(), Part.TEST, trained.network()::scores);
        }
        List<Baseline> baselines =
                new TrainBaselines(input.feed(), test, plan, folder.resolve("baselines"), watch).run();
        Comparator<Baseline> byValue = Comparator.comparingDouble(baseline -> value(metric, baseline.test()));
        Baseline best = baselines.stream()
                .max(metric.higherIsBetter() ? byValue : byValue.reversed())
                .orElseThrow();
        return new Outcome(plan.seed(), value(metric, test), best.name(), value(metric, best.test()));
    }

    private static double value(Metric metric, Predictions predictions) {
        int[] once = new int[predictions.rows()];
        Arrays.fill(once, 1);
        return Measure.of(metric, predictions.scores(), predictions.labels()).of(once);
    }
}
