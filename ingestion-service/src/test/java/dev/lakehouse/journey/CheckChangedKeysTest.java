package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Keys that changes touch are of the types of gold's key, or it would not be found. */
class CheckChangedKeysTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "bigint, shop",
        "integer, shop::bigint",
        "bigint, 'shop::decimal(18,2)'",
        "date, shop::timestamptz",
        "string, upper(shop)",
    })
    void typesWhoseValuesStayTheSameAreRight(String type, String key) {
        assertThat(problems(type, key, "[shop]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "bigint, shop::varchar, bigint, string",
        "string, try_cast(shop as bigint), string, bigint",
        "timestamp, shop::date, timestamp, date",
        "double, shop::bigint, double, bigint",
        "'decimal(10,2)', 'shop::decimal(10,1)', 'decimal(10,2)', 'decimal(10,1)'",
    })
    void othersAreAnErrorThatNamesBoth(String type, String key, String given, String wanted) {
        assertThat(problems(type, key, "[shop]")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(6);
            assertThat(problem.what()).contains("gold.g", "silver.t", "shop as " + given, "the key's k is " + wanted);
        });
    }

    @Test
    void aQueryIsHeldToItToo() {
        assertThat(problems("bigint", "shop::varchar", "\"select shop::varchar from changed\""))
                .isEmpty();
        assertThat(problems("bigint", "shop::varchar", "\"select shop from changed\""))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.what()).contains("silver.t gives").contains("the key's k is string"));
    }

    private List<Problem> problems(String type, String key, String changedKeys) {
        try (TestLake lake = new TestLake(folder)) {
            return new CheckPipeline(lake.engine())
                    .problems(lake.pipeline(
                            """
                            pipeline: p
                            sources: { t: { path: "p/**", format: csv } }
                            silver:
                              t: { from: t, load: append, columns: { shop: "%s" } }
                            gold:
                              g: { key: [k], load: by-key, sql: g.sql, changed_keys: { silver.t: %s } }
                            """.formatted(type, changedKeys),
                            Map.of("g.sql", "select " + key + " as k, count(*) as n from silver.t group by 1")));
        }
    }
}
