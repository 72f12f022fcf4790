package dev.lakehouse.trainer.baseline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Bootstrap;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Measure;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.Predictions;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;
import dev.lakehouse.trainer.train.TrainingWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A network finds a known signal that simpler answers do not, and nothing where there is nothing. */
class BaselinesTest {
    @TempDir
    Path folder;

    @Test
    void theNetworkBeatsItsBaselinesAndIsCalibrated() {
        Feed feed = KnownSignal.feed(Task.BINARY, 20_000, 3);
        Predictions network = network(feed, Task.BINARY);
        List<Baseline> baselines = new TrainBaselines(
                        feed, network, plan(Task.BINARY), folder.resolve("baselines"), TrainingWatch.NONE)
                .run();
        assertThat(baselines)
                .extracting(Baseline::name)
                .containsExactly("mean", "recency alone", "logistic regression");
        double[] area =
                baselines.stream().mapToDouble(b -> value(Metric.AUC, b.test())).toArray();
        assertThat(area[0]).isEqualTo(0.5);
        assertThat(area[1]).isGreaterThan(0.55);
        assertThat(area[2]).isGreaterThan(area[1]);
        for (Baseline baseline : baselines) {
            Interval margin = new Bootstrap(network.rows())
                    .difference(measure(Metric.AUC, network), measure(Metric.AUC, baseline.test()));
            assertThat(margin.low()).as(baseline.name()).isGreaterThan(0.02);
        }
        assertThat(value(Metric.CALIBRATION_ERROR, network)).isLessThan(0.04);
    }

    @Test
    void shuffledLabelsBringItBackToChance() {
        Feed feed = KnownSignal.feed(Task.BINARY, 20_000, 3).shuffled(9);
        Predictions network = network(feed, Task.BINARY);
        assertThat(value(Metric.AUC, network)).isCloseTo(0.5, within(0.03));
        assertThat(value(Metric.LOG_LOSS, network)).isCloseTo(entropy(network.labels()), within(0.01));
    }

    @Test
    void theNumberThatIsNamedIsAnAnswerBesideTheOneThatTellsMost() {
        Feed feed = KnownSignal.feed(Task.BINARY, 2_000, 3);
        Predictions test = Predictions.of(feed, Part.TEST, batch -> new float[batch.rows()]);
        TrainingPlan plan = plan(Task.BINARY);
        assertThat(new TrainBaselines(feed, test, plan.withBaseline("noise"), folder.resolve("a"), TrainingWatch.NONE)
                        .run())
                .extracting(Baseline::name)
                .containsExactly("mean", "noise alone", "recency alone", "logistic regression");
        assertThat(new TrainBaselines(feed, test, plan.withBaseline("recency"), folder.resolve("b"), TrainingWatch.NONE)
                        .run())
                .extracting(Baseline::name)
                .containsExactly("mean", "recency alone", "logistic regression");
    }

    @Test
    void amountsAreLearntInTheirOwnUnit() {
        Feed feed = KnownSignal.feed(Task.AMOUNT, 20_000, 3);
        Predictions network = network(feed, Task.AMOUNT);
        List<Baseline> baselines = new TrainBaselines(
                        feed, network, plan(Task.AMOUNT), folder.resolve("baselines"), TrainingWatch.NONE)
                .run();
        double error = value(Metric.RMSE, network);
        for (Baseline baseline : baselines) {
            assertThat(error).as(baseline.name()).isLessThan(0.9 * value(Metric.RMSE, baseline.test()));
        }
        assertThat(value(Metric.BIAS, network)).isLessThan(0.1);
    }

    /** A straw man is easily beaten: where the truth is linear, the baseline has to come up to it. */
    @Test
    void linearBaselinesAreAsGoodAsTheyCanBe() {
        SplittableRandom random = new SplittableRandom(4);
        List<MemoryFeed.Row> rows = new ArrayList<>();
        for (int row = 0; row < 12_000; row++) {
            float[] numbers = {(float) (random.nextDouble() * 4 - 2), (float) (random.nextDouble() * 4 - 2), 0};
            float label = random.nextDouble() < chance(numbers) ? 1 : 0;
            rows.add(new MemoryFeed.Row(numbers, new int[] {1}, new float[6], label, "c" + row));
        }
        Feed feed = new MemoryFeed(
                KnownSignal.SHAPE, rows.subList(0, 8000), rows.subList(8000, 10_000), rows.subList(10_000, 12_000));
        // As slow as the pipelines' default: few steps, short ones.
        TrainingPlan slow = new TrainingPlan(
                Task.BINARY,
                new Architecture(List.of(64, 32), 16),
                1024,
                50,
                5,
                1e-3,
                1e-4,
                false,
                Precision.FLOAT32,
                1,
                1,
                500);
        List<Baseline> baselines = new TrainBaselines(
                        feed,
                        Predictions.of(feed, Part.TEST, batch -> new float[batch.rows()]),
                        slow,
                        folder,
                        TrainingWatch.NONE)
                .run();
        Predictions truth = Predictions.of(feed, Part.TEST, batch -> {
            float[] scores = new float[batch.rows()];
            for (int row = 0; row < scores.length; row++) {
                scores[row] = (float) chance(new float[] {batch.numbers()[row * 3], batch.numbers()[row * 3 + 1]});
            }
            return scores;
        });
        assertThat(value(Metric.LOG_LOSS, baselines.get(2).test()))
                .isCloseTo(value(Metric.LOG_LOSS, truth), within(0.005));
        assertThat(value(Metric.AUC, baselines.get(2).test())).isCloseTo(value(Metric.AUC, truth), within(0.003));
    }

    private static double chance(float[] numbers) {
        return 1 / (1 + Math.exp(-(2 * numbers[0] - 1.5 * numbers[1] + 0.5)));
    }

    private Predictions network(Feed feed, Task task) {
        Checkpoints checkpoints = new Checkpoints(folder.resolve("network"));
        try (TrainedNetwork trained = new TrainNetwork(feed, plan(task), checkpoints, TrainingWatch.NONE).run()) {
            return Predictions.of(feed, Part.TEST, trained.network()::scores);
        }
    }

    private static TrainingPlan plan(Task task) {
        return new TrainingPlan(
                task,
                new Architecture(List.of(32, 16), 8),
                256,
                25,
                4,
                5e-3,
                1e-4,
                false,
                Precision.FLOAT32,
                42,
                1,
                1000);
    }

    private static Measure measure(Metric metric, Predictions predictions) {
        return Measure.of(metric, predictions.scores(), predictions.labels());
    }

    private static double value(Metric metric, Predictions predictions) {
        return new Bootstrap(predictions.rows())
                .intervals(List.of(measure(metric, predictions)))
                .get(0)
                .value();
    }

    /** What the mean alone loses. */
    private static double entropy(float[] labels) {
        double rate = 0;
        for (float label : labels) {
            rate += label / labels.length;
        }
        return -rate * Math.log(rate) - (1 - rate) * Math.log(1 - rate);
    }
}
