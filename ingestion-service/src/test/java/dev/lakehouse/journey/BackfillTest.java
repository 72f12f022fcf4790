package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    @Test
    void olderFilesAfterNewerOnesAreToldOfWhereTheLastRowWins() {
        land("2024-02-01", "1,new");
        assertThat(notices("", null, null)).isEmpty();
        land("2024-01-01", "1,old");
        land("2024-01-02", "1,old");

        assertThat(notices("", null, "2024-01-31"))
                .singleElement()
                .asString()
                .startsWith("2 files are of earlier days than files that were taken in before,"
                        + " such as landing/p/t/2024-01-01.csv: without a sequence, silver.t keeps of each key the row that was"
                        + " ingested last");
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select state from silver.t")).containsExactly("old");
        }
    }

    @Test
    void uploadsOfEarlierDaysAreToldOfToo() throws IOException {
        land("b", "1,new");
        notices("", null, null);
        land("a", "1,old");
        Files.setLastModifiedTime(
                lake.landing().resolve("p/t/a.csv"), FileTime.from(Instant.parse("2024-01-01T00:00:00Z")));

        assertThat(notices("", null, null)).singleElement().asString().startsWith("1 file is of an earlier day");
    }

    @Test
    void newerFilesAfterOlderOnesAndTablesWithASequenceNeedNoWord() {
        land("2024-01-01", "1,old");
        notices("", "2024-01-01", null);
        land("2024-02-01", "1,new");
        assertThat(notices("", "2024-01-01", null)).isEmpty();

        land("2023-12-31", "1,older");
        assertThat(notices("sequence: [at],", null, "2024-01-31")).isEmpty();
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
        RunReport report = lake.run(pipeline, new RunOptions(Optional.empty(), Optional.empty(), false, days));
        return TestLake.result(report, "bronze.t").notices();
    }
}
