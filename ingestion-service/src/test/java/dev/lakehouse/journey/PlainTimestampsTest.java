package dev.lakehouse.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Timestamps of one form are read in a quicker way, which must take no time for another. */
class PlainTimestampsTest {
    private static final int PLAIN = 1500;

    @TempDir
    Path folder;

    /** Far behind what is looked at to choose that way. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1899-12-31 23:59:59|1899-12-31T23:59:59Z",
                "1900-01-01 00:00:00|1900-01-01T00:00:00Z",
                "0999-12-31 00:00:00|0999-12-31T00:00:00Z",
                "99-12-31 00:00:00|null",
                "2024-02-30 00:00:00|null",
                "2024-05-03 10:00:00+02|2024-05-03T08:00:00Z",
                "2024-05-03T10:00:00Z|2024-05-03T10:00:00Z",
                "2024-05-03 10:00:00.125|2024-05-03T10:00:00.125Z",
                "2024-05-03 10:00:00 America/Sao_Paulo|2024-05-03T13:00:00Z",
                "2024-05-03|2024-05-03T00:00:00Z",
                "infinity|null",
                "-infinity|null",
                "epoch|null",
                "soon|null",
            })
    void anotherFormIsReadAsEver(String text, String expected) {
        try (FaultLake lake = new FaultLake(folder).source("csv", "columns: { moment: timestamp }")) {
            StringBuilder lines = new StringBuilder("id,moment\n");
            for (int i = 0; i < PLAIN; i++) {
                lines.append(i).append(",2024-08-19 11:33:19\n");
            }
            lake.land("a.csv", lines.append("odd,").append(text).append('\n').toString())
                    .run();

            assertThat(lake.rows("select id, moment, _rescued->>'moment' from bronze.t where id = 'odd'"))
                    .containsExactly("odd|" + expected + "|" + (expected.equals("null") ? text : "null"));
            assertThat(lake.rows("select count(*), min(moment), max(moment) from bronze.t where id <> 'odd'"))
                    .containsExactly(PLAIN + "|2024-08-19T11:33:19Z|2024-08-19T11:33:19Z");
        }
    }

    @Test
    void aLaterFileOfAnotherFormAndAHeadWithoutValues() {
        try (FaultLake lake = new FaultLake(folder).source("csv", "columns: { moment: timestamp, gone: timestamp }")) {
            lake.land("a.csv", "id,moment,gone\n1,2024-08-19 11:33:19,\n2,2024-08-19 11:33:20,2024-08-20T00:00:00Z\n")
                    .land("b.csv", "id,moment,gone\n3,2024-08-19T11:33:21Z,1900-01-01 00:00:00\n")
                    .run();

            assertThat(lake.rows("select id, moment, gone, _rescued from bronze.t order by id"))
                    .containsExactly(
                            "1|2024-08-19T11:33:19Z|null|null",
                            "2|2024-08-19T11:33:20Z|2024-08-20T00:00:00Z|null",
                            "3|2024-08-19T11:33:21Z|1900-01-01T00:00:00Z|null");
        }
    }

    /** The statistics are those of instants, by which any reader leaves files out. */
    @Test
    void plainOnesAreInstantsInTheLogToo() {
        try (FaultLake lake = new FaultLake(folder).source("csv", "columns: { moment: timestamp }")) {
            lake.land("a.csv", "id,moment\n1,2024-08-19 11:33:19\n2,1970-01-01 00:00:00\n3,\n")
                    .run();

            assertThat(lake.rows("select id, moment from bronze.t order by id"))
                    .containsExactly("1|2024-08-19T11:33:19Z", "2|1970-01-01T00:00:00Z", "3|null");
            assertThat(lake.rows("select id from bronze.t where moment = timestamptz '1970-01-01 00:00:00Z'"))
                    .containsExactly("2");
            try (PlainDuckDb plain = PlainDuckDb.over(lake.home())) {
                assertThat(plain.rows("select typeof(moment) from bronze.t limit 1"))
                        .containsExactly("TIMESTAMP WITH TIME ZONE");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "latin-1"})
    void inEachEncoding(String encoding) {
        try (FaultLake lake = new FaultLake(folder)
                .source("csv", "csv: { encoding: " + encoding + " }", "columns: { moment: timestamp }")) {
            lake.land("a.csv", "id,moment\n1,2024-08-19 11:33:19\n").run();
            assertThat(lake.rows("select id, moment, _rescued from bronze.t"))
                    .containsExactly("1|2024-08-19T11:33:19Z|null");
        }
    }
}
