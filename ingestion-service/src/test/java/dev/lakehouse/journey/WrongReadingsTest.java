package dev.lakehouse.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts that DuckDB reads as another value than was written: they are read right, or quarantined. */
class WrongReadingsTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aYearOfTwoDigitsIsNotTheYear24() {
        silver("v: { type: date, formats: [\"dd/MM/yyyy\"] }", "05/03/24", "05/03/2024", "05/03/124", "1/2/0099");
        assertGood("2|2024-03-05", "4|0099-02-01");
        assertRefused("1", "3");
    }

    @Test
    void aYearOfTwoDigitsIsReadWhereAFormatHasTwo() {
        silver(
                "v: { type: timestamp, formats: [\"dd/MM/yyyy\", \"dd/MM/yy\", \"yy.MM.dd\"] }",
                "05/03/24",
                "05/03/2024",
                "99.12.31",
                "05/03/124");
        assertThat(lake.rows("select id, v::date from silver.t order by id"))
                .containsExactly("1|2024-03-05", "2|2024-03-05", "3|1999-12-31");
        assertRefused("4");
    }

    @Test
    void aYearHasFourDigitsWithoutFormatsToo() {
        silver("v: date", "05/03/24", "2024-03-05", "24-03-05", "0024-03-05");
        assertGood("2|2024-03-05", "4|0024-03-05");
        assertRefused("1", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "real"})
    void aNumberBeyondTheRangeIsNotInfinite(String type) {
        silver("v: " + type, "1e400", "-1e400", "1.5", "inf", "nan");
        assertThat(lake.rows("select id, v::varchar from silver.t order by id"))
                .containsExactly("3|1.5", "4|inf", "5|nan");
        assertRefused("1", "2");
    }

    @Test
    void aCommaForThousandsIsNoDecimalComma() {
        silver("v: { type: \"decimal(12,2)\", decimal_comma: true }", "1.234,56", "\"1,234.56\"", "12.5", "\"7,5\"");
        assertGood("1|1234.56", "3|12.50", "4|7.50");
        assertRefused("2");
    }

    private void silver(String column, String... values) {
        StringBuilder csv = new StringBuilder("id;v\n");
        for (int i = 0; i < values.length; i++) {
            csv.append(i + 1).append(';').append(values[i]).append('\n');
        }
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv, csv: { delimiter: ";" } }
                silver:
                  t: { from: t, key: [id], columns: { id: bigint, %s } }
                """.formatted(column));
        lake.land("a.csv", csv.toString()).run();
    }

    private void assertGood(String... rows) {
        assertThat(lake.rows("select id, v from silver.t order by id")).containsExactly(rows);
    }

    private void assertRefused(String... ids) {
        assertThat(lake.rows("select _record->>'id' from silver.t_quarantine order by 1"))
                .containsExactly(ids);
    }
}
