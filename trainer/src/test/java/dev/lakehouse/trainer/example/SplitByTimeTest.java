package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

/** The future judges, and no label of the past reaches into it. */
class SplitByTimeTest {
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
    void partsFollowOneAnotherWithGapsBetweenThem() {
        // 100 days of 50 rows; every tenth row has no day, and the newest rows no label.
        ExampleTable table = lake.examples(lake.gold("""
                select i as id, case when i < 4900 then i % 2 = 0 end as yes, i // 50 as n,
                    case when i % 10 > 0 then timestamp '2024-01-01 22:00:00' + to_days(cast(i // 50 as integer)) end as day
                from range(5000) t(i)
                """, """
                { from: g, key: id, label: yes, task: binary, features: { n: { type: number, scale: none } },
                  split: { by: time, column: day, gap_days: 7, validation: 10, test: 20 } }
                """));
        ExampleFeed feed = table.feed(table.fit());

        // 98 days have labels. The last 19 are a fifth of the rows, no more; a label of day 72 looks at the days up to
        // 78.
        assertThat(range(feed, Part.TEST)).containsExactly(79, 97);
        assertThat(range(feed, Part.VALIDATION)).containsExactly(64, 72);
        assertThat(range(feed, Part.TRAIN)).containsExactly(0, 57);
        assertThat((double) feed.rows(Part.TEST)).isCloseTo(19 * 45 / 4.0, withinPercentage(20));
        assertThat((double) feed.rows(Part.TRAIN)).isCloseTo(58 * 45 / 2.0, withinPercentage(10));
        assertThat(table.survey().leftOut())
                .isEqualTo(4900 - feed.rows(Part.TRAIN) - feed.rows(Part.VALIDATION) - feed.rows(Part.TEST));
        assertThat(table.survey().unlabelled()).isEqualTo(100);
    }

    @Test
    void whoComesBackIsOnOneSideAlone() {
        ExampleTable table = lake.examples(lake.gold("""
                select i % 300 as id, i % 2 = 0 as yes, i % 300 as n, date '2024-01-01' + cast(i // 300 as integer) as day
                from range(9000) t(i)
                """, """
                { from: g, key: id, label: yes, task: binary, features: { n: { type: number, scale: none } },
                  split: { by: time, column: day, gap_days: 1 } }
                """));
        ExampleFeed feed = table.feed(table.fit());

        Set<Integer> train = values(feed, Part.TRAIN);
        Set<Integer> validation = values(feed, Part.VALIDATION);
        Set<Integer> test = values(feed, Part.TEST);
        assertThat(train)
                .hasSizeBetween(120, 180)
                .doesNotContainAnyElementsOf(validation)
                .doesNotContainAnyElementsOf(test);
        assertThat(test).hasSizeBetween(50, 100).doesNotContainAnyElementsOf(validation);
    }

    @Test
    void aTestOfOneLargeDayIsThatDay() {
        Model model = lake.gold("""
                select i as id, i % 2 = 0 as yes, i % 3 as n, date '2024-01-01' + cast(60 * (i % 3) as integer) as day
                from range(3000) t(i)
                """, """
                { from: g, key: id, label: yes, task: binary, features: { n: { type: number, scale: none } },
                  split: { by: time, column: day, gap_days: 60 } }
                """);
        ExampleTable table = lake.examples(model);

        assertThat((double) table.survey().rows(Part.TEST)).isCloseTo(250, withinPercentage(20));
        // Cut-offs 60 days apart, of labels that look 60 days ahead, need no day left out.
        assertThat((double) table.survey().rows(Part.VALIDATION)).isCloseTo(250, withinPercentage(20));
        assertThat((double) table.survey().rows(Part.TRAIN)).isCloseTo(500, withinPercentage(20));
    }

    @Test
    void aGapThatLeavesNothingIsAClearSentence() {
        Model model = lake.gold("""
                select i as id, i % 2 = 0 as yes, i % 3 as n, date '2024-01-01' + cast(i % 3 as integer) as day
                from range(3000) t(i)
                """, """
                { from: g, key: id, label: yes, task: binary, features: { n: number },
                  split: { by: time, column: day, gap_days: 60 } }
                """);

        assertThatThrownBy(() -> lake.examples(model).fit())
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.code()).isEqualTo("EXAMPLES_TOO_FEW"));
    }

    private static int[] range(ExampleFeed feed, Part part) {
        Set<Integer> values = values(feed, part);
        return new int[] {Collections.min(values), Collections.max(values)};
    }

    private static Set<Integer> values(ExampleFeed feed, Part part) {
        Set<Integer> values = new HashSet<>();
        try (Feed.Batches batches = feed.batches(part, 64, 1, 0)) {
            for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                for (int row = 0; row < batch.get().rows(); row++) {
                    values.add((int) batch.get().numbers()[row]);
                }
            }
        }
        return values;
    }
}
