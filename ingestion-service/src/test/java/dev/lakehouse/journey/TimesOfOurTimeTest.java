package dev.lakehouse.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The engine knows dates that no other reader of a table could show: they are no values, and their rows are kept aside. */
class TimesOfOurTimeTest {
    @TempDir
    private Path folder;

    @Test
    void infinityAndYearsOfMoreThanFourDigitsAreQuarantined() {
        try (FaultLake lake = new FaultLake(folder)) {
            lake.pipeline("""
                    pipeline: pipeline
                    sources:
                      t: { path: "in/**", format: csv }
                    silver:
                      t:
                        from: t
                        load: append
                        columns:
                          id: bigint
                          day: date
                          moment: timestamp
                          written: { type: date, formats: ["yyyy-MM-dd", "dd/MM/yyyy"] }
                    """);
            lake.land("a.csv", """
                            id,day,moment,written
                            1,0001-01-01,0001-01-01 00:00:00,0001-01-01
                            2,9999-12-31,9999-12-31 23:59:59.999,31/12/9999
                            3,,,
                            4,infinity,,
                            5,,-infinity,
                            6,,,infinity
                            7,,,-Infinity
                            8,,,epoch
                            9,10000-01-01,,
                            10,,10000-01-01 00:00:00,
                            """).run();

            assertThat(lake.rows("select id, day, moment, written from silver.t order by id"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("3|");
            assertThat(lake.rows("select max(day), max(written), min(day), min(written) from silver.t"))
                    .containsExactly("9999-12-31|9999-12-31|0001-01-01|0001-01-01");
            assertThat(lake.rows("select (_record->>'id')::bigint as id from silver.t_quarantine order by id"))
                    .containsExactly("4", "5", "6", "7", "8", "9", "10");
        }
    }
}
