package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.FeedShape;
import dev.lakehouse.trainer.feed.Part;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A table of several row groups that the product made, in which each row can be told again by its numbers. */
class ExampleFeedTest {
    private static final int ROWS = 700_000;
    private static final int KEYS = 100_000;

    @TempDir
    private static Path folder;

    private static ProductLake lake;
    private static ExampleTable table;
    private static FittedFeatures features;
    private static ExampleFeed feed;

    @BeforeAll
    static void makeTable() {
        lake = new ProductLake(folder);
        // The row i is of key i % 100,000; those from 600,000 on have no label. Long texts make more row groups.
        Model model = lake.gold("""
                select 'k' || (i %% %d) as id, i as n, i %% 3 = 0 as label, 'c' || i %% 7 as c, sha256(i::varchar) as noise,
                    case when i >= 600000 then null else i %% 3 = 0 end as yes, ['a', 'b' || i %% 5] as s,
                    date '2024-01-01' + cast(i // 70000 as integer) as day
                from range(%d) t(i)
                """.formatted(KEYS, ROWS), """
                { from: g, key: id, label: yes, task: binary,
                  features: { n: { type: number, scale: none }, c: category, s: set } }
                """);
        table = lake.examples(model);
        features = table.fit();
        feed = table.feed(features);
    }

    @AfterAll
    static void close() {
        lake.close();
    }

    @Test
    void everyLabelledRowIsInOnePartOnceAndTheRestIsToPredict() {
        Map<Part, Set<Integer>> rows = new HashMap<>();
        for (Part part : Part.values()) {
            rows.put(part, numbers(feed.batches(part, 1000, 1, 0)));
            assertThat(rows.get(part)).hasSize((int) feed.rows(part));
        }
        Set<Integer> all = new HashSet<>();
        rows.values().forEach(all::addAll);
        assertThat(all).hasSize(600_000);
        assertThat(rows.get(Part.TEST).size()).isBetween(88_000, 92_000);
        assertThat(rows.get(Part.VALIDATION).size()).isBetween(88_000, 92_000);
        assertThat(numbers(feed.toPredict(777))).hasSize(100_000).allMatch(n -> n >= 600_000);
        assertThat(feed.rowsToPredict()).isEqualTo(100_000);
        assertThat(table.survey().meanLabel(Part.TRAIN)).isBetween(0.32, 0.35);
    }

    @Test
    void noKeyIsInTwoParts() {
        Map<Integer, Part> parts = new HashMap<>();
        for (Part part : Part.values()) {
            for (int n : numbers(feed.batches(part, 1000, 1, 0))) {
                Part before = parts.put(n % KEYS, part);
                if (before != null && before != part) {
                    throw new AssertionError("key " + n % KEYS + " is in " + before + " and in " + part);
                }
            }
        }
        assertThat(parts).hasSize(KEYS);
    }

    @Test
    void whatIsToldOfARowIsItsOwn() {
        FeedShape shape = feed.shape();
        assertThat(shape.numbers()).containsExactly("n");
        assertThat(shape.categories()).hasSize(1);
        assertThat(shape.setsWidth()).isEqualTo(7);
        Map<Integer, Integer> idOfName = new HashMap<>();
        for (Batch batch : all(feed.batches(Part.TEST, 512, 3, 0))) {
            assertThat(batch.keys()).hasSize(batch.rows());
            for (int row = 0; row < batch.rows(); row++) {
                int n = (int) batch.numbers()[row];
                assertThat(batch.keys().get(row)).isEqualTo("k" + n % KEYS);
                assertThat(batch.labels()[row]).isEqualTo(n % 3 == 0 ? 1 : 0);
                int id = batch.categories()[row];
                assertThat(id).isBetween(1, 7);
                assertThat(idOfName.computeIfAbsent(n % 7, name -> id)).isEqualTo(id);
                float[] set = Arrays.copyOfRange(batch.sets(), row * 7, row * 7 + 7);
                assertThat(set[0]).isZero();
                assertThat(set[1]).as("a is the most frequent name").isEqualTo(1);
                assertThat(sum(set)).isEqualTo(2);
            }
        }
        assertThat(new HashSet<>(idOfName.values())).hasSize(7);
    }

    @Test
    void aSeedDecidesTheOrderWhereverOneBeginsAndHoweverOftenItWasRead() {
        List<Integer> whole = inOrder(feed.batches(Part.TRAIN, 1024, 5, 0));

        assertThat(inOrder(feed.batches(Part.TRAIN, 1024, 5, 0))).isEqualTo(whole);
        assertThat(inOrder(feed.batches(Part.TRAIN, 999, 5, 123_457))).isEqualTo(whole.subList(123_457, whole.size()));
        assertThat(inOrder(feed.batches(Part.TRAIN, 64, 5, whole.size()))).isEmpty();
        ExampleFeed anew = ExampleTable.open(lake.open(), model(), OptionalLong.empty())
                .feed(FeatureJson.read(FeatureJson.write(features)));
        assertThat(inOrder(anew.batches(Part.TRAIN, 4096, 5, 0))).isEqualTo(whole);
        assertThat(inOrder(feed.batches(Part.TRAIN, 1024, 6, 0)))
                .isNotEqualTo(whole)
                .hasSameSizeAs(whole);
    }

    @Test
    void rowsAreMixedWell() {
        List<Integer> whole = inOrder(feed.batches(Part.TRAIN, 1024, 5, 0));

        for (int tenth = 0; tenth < 10; tenth++) {
            double mean = whole.subList(tenth * whole.size() / 10, (tenth + 1) * whole.size() / 10).stream()
                    .mapToInt(Integer::intValue)
                    .average()
                    .orElseThrow();
            // All rows have the mean 300,000. In the order of the table the tenths would have 30,000, 90,000 and so on.
            assertThat(mean).isBetween(150_000.0, 450_000.0);
        }
    }

    @Test
    void allBatchesButTheLastAreFull() {
        List<Batch> batches = all(feed.batches(Part.VALIDATION, 1000, 5, 0));

        assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.rows() == 1000);
        assertThat(batches.stream().mapToLong(Batch::rows).sum()).isEqualTo(feed.rows(Part.VALIDATION));
    }

    @Test
    void whoStopsEarlyLeavesNoThreadBehind() {
        for (int i = 0; i < 20; i++) {
            try (Feed.Batches batches = feed.batches(Part.TRAIN, 16, i, 0)) {
                assertThat(batches.next()).isPresent();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("batches");
    }

    private static Model model() {
        return new dev.lakehouse.config.pipeline.PipelineReader()
                .read(folder.resolve("pipelines/p"))
                .models()
                .get(0);
    }

    private static float sum(float[] values) {
        float sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private static Set<Integer> numbers(Feed.Batches batches) {
        List<Integer> rows = inOrder(batches);
        Set<Integer> different = new HashSet<>(rows);
        assertThat(different).hasSameSizeAs(rows);
        return different;
    }

    private static List<Integer> inOrder(Feed.Batches batches) {
        List<Integer> rows = new ArrayList<>();
        for (Batch batch : all(batches)) {
            for (int row = 0; row < batch.rows(); row++) {
                rows.add((int) batch.numbers()[row]);
            }
        }
        return rows;
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
