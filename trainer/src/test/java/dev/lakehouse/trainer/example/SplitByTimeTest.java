package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.Optional;

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
        assertThat(feed.rows(Part.TEST)).isEqualTo(19 * 45);
        assertThat(table.survey().leftOut()).isEqualTo(12 * 45 + 490);
        assertThat(table.survey().unlabelled()).isEqualTo(100);
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

        assertThat(table.survey().rows(Part.TEST)).isEqualTo(1000);
        // Cut-offs 60 days apart, of labels that look 60 days ahead, need nothing left out.
        assertThat(table.survey().rows(Part.VALIDATION)).isEqualTo(1000);
        assertThat(table.survey().rows(Part.TRAIN)).isEqualTo(1000);
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
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        try (Feed.Batches batches = feed.batches(part, 64, 1, 0)) {
            for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                for (int row = 0; row < batch.get().rows(); row++) {
                    least = Math.min(least, (int) batch.get().numbers()[row]);
                    most = Math.max(most, (int) batch.get().numbers()[row]);
                }
            }
        }
        return new int[] {least, most};
    }
}
