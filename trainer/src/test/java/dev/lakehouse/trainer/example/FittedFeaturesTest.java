package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.trainer.feature.FeatureJson;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of feature over each type that fits it, as DuckDB wrote it, against what the query says. */
class FittedFeaturesTest {
    private static final Offset<Float> NEAR = Offset.offset(1e-4f);

    @TempDir
    private Path folder;

    private ProductLake lake;

    @BeforeEach
    void openLake() {
        lake = new ProductLake(folder);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void numbersOfAllTypesAreReadAsTheyAre() {
        Map<Long, float[]> rows = numbers("""
                select i as id, i % 2 = 0 as yes, (i % 100)::tinyint as a, i::smallint as b, i::integer as c, i::bigint as d,
                    (i / 4)::float as e, (i / 4)::double as f, (i / 4)::decimal(9, 2) as g, (i / 4)::decimal(18, 2) as h,
                    (i / 4)::decimal(38, 2) as j, i % 3 = 0 as k
                from range(5000) t(i)
                """, "a", "b", "c", "d", "e", "f", "g", "h", "j", "k");

        assertThat(rows).hasSize(5000);
        rows.forEach((id, numbers) -> {
            float quarter = id.floatValue() / 4f;
            float whole = id.floatValue();
            assertThat(numbers)
                    .containsExactly(
                            (float) (id % 100),
                            whole,
                            whole,
                            whole,
                            quarter,
                            quarter,
                            quarter,
                            quarter,
                            quarter,
                            id % 3 == 0 ? 1 : 0);
        });
    }

    @Test
    void scalesAreThoseOfTheTrainingPartAlone() {
        // Of the test and validation part the numbers are a million times as large.
        Model model = lake.gold(
                "select i as id, i % 2 = 0 as yes, i % 10 as n, i as me from range(20000) t(i)",
                "{ from: g, key: id, label: yes, task: binary, features: { n: number } }");
        List<Long> training = keysOf(Part.TRAIN, model);
        String known = training.stream()
                .map(String::valueOf)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        Model skewed = lake.gold(
                "select i as id, i % 2 = 0 as yes, case when i in (" + known
                        + ") then i % 10 else 1000000 end as n from range(20000) t(i)",
                "{ from: g, key: id, label: yes, task: binary, features: { n: number } }");

        FittedFeatures features = lake.examples(skewed).fit();

        assertThat(FeatureJson.write(features)).containsPattern("\"mean\" : 4\\.[45]\\d*,");
        for (Batch batch : all(lake.examples(skewed).feed(features).batches(Part.TEST, 512, 1, 0))) {
            // Ten deviations away is as far as a number goes.
            assertThat(batch.numbers()[0]).isEqualTo(10);
        }
    }

    @Test
    void missingNumbersAreTheMeanAndSaySo() {
        Model model = lake.gold(
                "select i as id, i % 2 = 0 as yes, case when i % 4 > 0 then (i % 4)::double end as n,"
                        + " case when i % 4 > 0 then exp(i % 4) - 1 end as m from range(4000) t(i)",
                "{ from: g, key: id, label: yes, task: binary, features: { n: number, m: { type: number, scale: log } } }");
        ExampleTable table = lake.examples(model);
        ExampleFeed feed = table.feed(table.fit());

        assertThat(feed.shape().numbers()).containsExactly("n", "n is missing", "m", "m is missing");
        byKey(feed).forEach((id, row) -> {
            // 1, 2 and 3 in about equal shares: mean 2, deviation 0.816; m is their exponential, whose logarithm they
            // are.
            float scaled = (float) (id % 4 - 2) / 0.8165f;
            if (id % 4 == 0) {
                assertThat(row).containsExactly(0, 1, 0, 1);
            } else {
                assertThat(row[0]).isCloseTo(scaled, Offset.offset(0.1f));
                assertThat(row[1]).isZero();
                assertThat(row[2]).isCloseTo(row[0], NEAR);
            }
        });
    }

    @Test
    void daysOfDatesAndTimestampsStandOnCircles() {
        Model model = lake.gold("""
                select i as id, i % 2 = 0 as yes, date '2024-01-01' + cast(i % 730 as integer) as a,
                    timestamp '2024-01-01 23:59:59.999' + to_days(cast(i % 730 as integer)) as b
                from range(7300) t(i)
                """, "{ from: g, key: id, label: yes, task: binary, features: { a: date, b: date } }");
        ExampleTable table = lake.examples(model);
        ExampleFeed feed = table.feed(table.fit());

        assertThat(feed.shape().numbers()).hasSize(10);
        byKey(feed).forEach((id, row) -> {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(id % 730);
            double year = 2 * Math.PI * day.toEpochDay() / 365.2425;
            double week = 2 * Math.PI * (day.toEpochDay() % 7) / 7;
            assertThat(row[1]).isCloseTo((float) Math.sin(year), NEAR);
            assertThat(row[2]).isCloseTo((float) Math.cos(year), NEAR);
            assertThat(row[3]).isCloseTo((float) Math.sin(week), NEAR);
            assertThat(row[4]).isCloseTo((float) Math.cos(week), NEAR);
            for (int i = 0; i < 5; i++) {
                assertThat(row[5 + i]).as("a timestamp is its day").isEqualTo(row[i]);
            }
        });
    }

    @Test
    void vocabulariesHoldTheMostFrequentNamesAndSetsTheirMembers() {
        Model model = lake.gold("""
                select i as id, i % 2 = 0 as yes, case when i % 10 < 6 then 'x' when i % 10 < 9 then 'y' else 'z' || i end as c,
                    i % 3 as w, i % 2 = 1 as t, 'h' || i as h,
                    case i % 4 when 0 then null when 1 then [] when 2 then ['p', null, 'q'] else ['p', 'r' || i] end as s
                from range(8000) t(i)
                """, """
                { from: g, key: id, label: yes, task: binary, features: { c: { type: category, max: 2 }, w: category,
                  t: category, h: { type: category, hash: 50 }, s: { type: set, max: 2 } } }
                """);
        ExampleTable table = lake.examples(model);
        FittedFeatures features = table.fit();
        ExampleFeed feed = table.feed(features);

        assertThat(feed.shape().categories())
                .containsExactly(
                        new Category("c", 3), new Category("w", 4), new Category("t", 3), new Category("h", 51));
        assertThat(feed.shape().sets()).containsExactly(new Category("s", 3));
        for (Batch batch : all(feed.batches(Part.TEST, 256, 1, 0))) {
            for (int row = 0; row < batch.rows(); row++) {
                long id = Long.parseLong(batch.keys().get(row));
                assertThat(batch.categories()[row * 4]).isEqualTo(id % 10 < 6 ? 1 : id % 10 < 9 ? 2 : 0);
                assertThat(batch.categories()[row * 4 + 1]).isBetween(1, 3);
                assertThat(batch.categories()[row * 4 + 3]).isBetween(1, 50);
                float[] set = Arrays.copyOfRange(batch.sets(), row * 3, row * 3 + 3);
                assertThat(set)
                        .as("%s", id % 4)
                        .containsExactly(
                                switch ((int) (id % 4)) {
                                    case 2 -> new float[] {0, 1, 1};
                                    case 3 -> new float[] {1, 1, 0};
                                    default -> new float[] {0, 0, 0};
                                });
            }
        }
        assertThat(FeatureJson.read(FeatureJson.write(features))).isEqualTo(features);
    }

    private Map<Long, float[]> numbers(String query, String... columns) {
        StringBuilder features = new StringBuilder();
        for (String column : columns) {
            features.append(column).append(": { type: number, scale: none }, ");
        }
        Model model =
                lake.gold(query, "{ from: g, key: id, label: yes, task: binary, features: { " + features + " } }");
        ExampleTable table = lake.examples(model);
        FittedFeatures fitted = table.fit();
        Map<Long, float[]> all = new HashMap<>(byKey(table.feed(fitted)));
        // Keys come with the test part alone: the number of the row is its key.
        for (Part part : List.of(Part.TRAIN, Part.VALIDATION)) {
            for (Batch batch : all(table.feed(fitted).batches(part, 512, 1, 0))) {
                for (int row = 0; row < batch.rows(); row++) {
                    float[] numbers =
                            Arrays.copyOfRange(batch.numbers(), row * columns.length, (row + 1) * columns.length);
                    all.put((long) numbers[3], numbers);
                }
            }
        }
        return all;
    }

    private static Map<Long, float[]> byKey(ExampleFeed feed) {
        int width = feed.shape().numbers().size();
        Map<Long, float[]> rows = new HashMap<>();
        for (Batch batch : all(feed.batches(Part.TEST, 512, 1, 0))) {
            for (int row = 0; row < batch.rows(); row++) {
                rows.put(
                        Long.valueOf(batch.keys().get(row)),
                        Arrays.copyOfRange(batch.numbers(), row * width, (row + 1) * width));
            }
        }
        return rows;
    }

    private List<Long> keysOf(Part part, Model model) {
        Model plain = new Model(
                model.name(),
                model.description(),
                model.from(),
                model.key(),
                model.label(),
                model.task(),
                List.of(new Feature.Amount("me", Feature.Scale.NONE)),
                model.split(),
                model.training(),
                model.drift());
        ExampleTable table = lake.examples(plain);
        List<Long> keys = new ArrayList<>();
        for (Batch batch : all(table.feed(table.fit()).batches(part, 512, 1, 0))) {
            for (int row = 0; row < batch.rows(); row++) {
                keys.add((long) batch.numbers()[row]);
            }
        }
        return keys;
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
