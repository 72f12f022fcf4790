package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.feed.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The shop's two models over a shop of 250 days, as its own pipeline made it. */
class LojaExamplesTest {
    @TempDir
    private static Path folder;

    private static ProductLake lake;
    private static Pipeline loja;

    @BeforeAll
    static void runShop() {
        lake = new ProductLake(folder);
        loja = lake.loja(new LojaParameters(20_000, 250, 1, 2));
    }

    @AfterAll
    static void closeLake() {
        lake.close();
    }

    @Test
    void threeCutOffsAreLearntFromAndTheFourthIsToPredict() {
        ExampleTable table = lake.examples(model("recompra"));

        long labelled = table.survey().rows(Part.TRAIN)
                + table.survey().rows(Part.VALIDATION)
                + table.survey().rows(Part.TEST);
        assertThat(table.survey().leftOut()).isZero();
        assertThat(labelled).isBetween(2_000L, 3L * 4_000);
        assertThat(table.survey().unlabelled()).isBetween(1_000L, 4_000L);
        assertThat(table.survey().meanLabel(Part.TRAIN)).isBetween(0.2, 0.8);
        Set<String> predicted = new HashSet<>();
        ExampleFeed feed = table.feed(table.fit());
        for (Batch batch : all(feed.toPredict(100))) {
            predicted.addAll(batch.keys());
        }
        assertThat(predicted).as("a customer is predicted once").hasSize((int) feed.rowsToPredict());
    }

    @Test
    void whatANetworkIsToldOfACustomer() {
        ExampleTable table = lake.examples(model("recompra"));
        FeedShape shape = table.feed(table.fit()).shape();

        assertThat(shape.numbers())
                .containsExactly(
                        "pedidos",
                        "pedidos_30_dias",
                        "pedidos_60_dias",
                        "dias_desde_primeiro",
                        "dias_desde_ultimo",
                        "gasto",
                        "gasto_60_dias",
                        "quantidade_media");
        assertThat(shape.categories()).extracting(it -> it.name()).containsExactly("categoria_favorita");
        assertThat(shape.categories().get(0).size()).isEqualTo(13);
        assertThat(shape.setsWidth()).isEqualTo(13);
    }

    @Test
    void theSameCustomersJudgeBothModels() {
        assertThat(testKeys("recompra")).isEqualTo(testKeys("gasto_60_dias"));
    }

    @Test
    void thereIsSomethingToLearnAndItIsGoneFromShuffledLabels() {
        ExampleTable table = lake.examples(model("recompra"));
        ExampleFeed feed = table.feed(table.fit());
        int recency = feed.shape().numbers().indexOf("dias_desde_ultimo");
        int width = feed.shape().numbers().size();
        List<double[]> rows = new ArrayList<>();
        List<Float> labels = new ArrayList<>();
        for (Batch batch : all(feed.batches(Part.TRAIN, 512, 1, 0))) {
            for (int row = 0; row < batch.rows(); row++) {
                rows.add(new double[] {-batch.numbers()[row * width + recency], batch.labels()[row]});
                labels.add(batch.labels()[row]);
            }
        }
        assertThat(auc(rows)).isGreaterThan(0.75);

        // The order of rows is one of chance: labels of the neighbours are as good as shuffled ones.
        for (int row = 0; row < rows.size(); row++) {
            rows.get(row)[1] = labels.get((row + 1) % labels.size());
        }
        assertThat(auc(rows)).isBetween(0.45, 0.55);
    }

    private static double auc(List<double[]> rows) {
        Map<Double, long[]> counts = new HashMap<>();
        rows.forEach(row -> counts.computeIfAbsent(row[0], score -> new long[2])[(int) row[1]]++);
        double below = 0;
        double[] totals = new double[2];
        for (double score : counts.keySet().stream().sorted().toList()) {
            long[] count = counts.get(score);
            below += count[1] * (totals[0] + count[0] / 2.0);
            totals[0] += count[0];
            totals[1] += count[1];
        }
        double pairs = totals[0] * totals[1];
        return below / pairs;
    }

    private static Set<String> testKeys(String model) {
        ExampleTable table = lake.examples(model(model));
        Set<String> keys = new HashSet<>();
        all(table.feed(table.fit()).batches(Part.TEST, 100, 1, 0)).forEach(batch -> keys.addAll(batch.keys()));
        assertThat(keys).isNotEmpty();
        return keys;
    }

    private static Model model(String name) {
        return loja.models().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Batch> all(Feed.Batches batches) {
        List<Batch> all = new ArrayList<>();
        try (batches) {
            for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                all.add(batch.get());
            }
        }
        return all;
    }
}
