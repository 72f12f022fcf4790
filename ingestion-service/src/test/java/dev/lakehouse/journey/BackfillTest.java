package dev.lakehouse.journey;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.landing.LandingDays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that take in the files of some days alone. */
class BackfillTest {
    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void filesWithoutADayInTheirPathAreCountedOnce() {
        land("a", "1,old");
        land("b", "2,old");
        land("2024-01-01", "3,old");

        assertThat(notices("", "2024-01-01", "2999-12-31"))
                .containsOnlyOnce("2 files have no day in their path, and go by the day, in UTC, of the upload");
        assertThat(notices("", "2024-01-01", "2999-12-31")).noneMatch(notice -> notice.contains("no day"));
    }

    @Test
    void aRunOfAllDaysAsksForNoDay() {
        land("a", "1,old");

        assertThat(notices("", null, null)).isEmpty();
    }

    private void land(String name, String row) {
        lake.land("p/t/" + name + ".csv", "id,state,at", row + ",1");
    }

    /** Those of bronze. */
    private List<String> notices(String sequence, String from, String to) {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources: { t: { path: "p/t/**", format: csv, max_files: 1 } }
                silver:
                  t: { from: t, key: [id], %s columns: { id: bigint, state: string, at: bigint } }
                """.formatted(sequence), Map.of());
        LandingDays days = new LandingDays(
                Optional.ofNullable(from).map(LocalDate::parse),
                Optional.ofNullable(to).map(LocalDate::parse));
        RunReport report =
                lake.run(pipeline, new RunOptions(Optional.empty(), Optional.empty(), false, days));
        return TestLake.result(report, "bronze.t").notices();
    }
}
