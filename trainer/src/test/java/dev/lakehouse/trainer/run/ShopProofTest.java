package dev.lakehouse.trainer.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.trainer.example.ProductLake;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.measure.Measure;
import dev.lakehouse.trainer.measure.Metric;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.Predictions;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the shop's two models learn from a shop that the product itself made, as its pipeline declares them. */
@Tag("one-jdk")
class ShopProofTest {
    private static final int SEEDS = 5;

    @TempDir
    private static Path folder;

    private static ProductLake lake;
    private static Pipeline loja;

    @BeforeAll
    static void runShop() {
        lake = new ProductLake(folder);
        loja = lake.loja(new LojaParameters(30_000, 480, 1, 2));
    }

    @AfterAll
    static void closeLake() {
        lake.close();
    }

    @Test
    void whoBuysAgainIsKnownBetterThanByAnySimplerAnswer() {
        SeedStudy.Result result = study("recompra");

        assertThat(result.metric()).isEqualTo("auc");
        assertThat(result.margin().low()).as("%s", result).isGreaterThan(0.005);
        assertThat(result.outcomes()).allMatch(outcome -> outcome.value() > 0.9);
    }

    @Test
    void howMuchIsSpentIsKnownBetterThanByAnySimplerAnswer() {
        SeedStudy.Result result = study("gasto_60_dias");

        assertThat(result.metric()).isEqualTo("rmse");
        assertThat(result.margin().low())
                .as("%s", result)
                .isGreaterThan(0.05 * result.outcomes().get(0).bestValue());
    }

    /** Customers' labels go to others: what the network says of held-back customers is then worth nothing. */
    @Test
    void shuffledLabelsBringItBackToChance() {
        TrainingInput input = input("recompra");
        double[] areas =
                IntStream.range(0, SEEDS).mapToDouble(seed -> auc(input, seed)).toArray();

        Interval area = SeedStudy.interval(areas);
        assertThat(area.low()).as("%s of %s", area, Arrays.toString(areas)).isLessThan(0.5);
        assertThat(area.high()).as("%s of %s", area, Arrays.toString(areas)).isGreaterThan(0.5);
        assertThat(area.high() - area.low()).as("else it says little").isLessThan(0.05);
    }

    private static double auc(TrainingInput input, int seed) {
        MemoryFeed shuffled = MemoryFeed.of(input.feed()).shuffled(seed);
        TrainingPlan plan = input.plan().withSeed(seed);
        Checkpoints checkpoints = new Checkpoints(folder.resolve("shuffled-" + seed));
        try (TrainedNetwork trained = new TrainNetwork(shuffled, plan, checkpoints, RunWatch.NONE).run()) {
            Predictions test = Predictions.of(shuffled, Part.TEST, trained.network()::scores);
            int[] once = new int[test.rows()];
            Arrays.fill(once, 1);
            return Measure.of(Metric.AUC, test.scores(), test.labels()).of(once);
        }
    }

    private static SeedStudy.Result study(String model) {
        return new SeedStudy(folder.resolve("lake/models")).run(input(model), SEEDS, RunWatch.NONE);
    }

    private static TrainingInput input(String name) {
        Model model = loja.models().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        DeclaredModel declared = new DeclaredModel(loja.name(), model);
        return declared.input(lake.open(), OptionalLong.empty(), declared.plan(Optional.empty()));
    }
}
