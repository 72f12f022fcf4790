package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions of silver's checks are compiled before anything runs. */
class CheckConditionsTest {
    @TempDir
    private Path folder;

    @Test
    void aConditionOverTheTablesColumnsIsRight() {
        assertThat(problems("amount > 0 and lower(status) <> 'gone' -- open only"))
                .isEmpty();
    }

    @Test
    void anUnknownColumnIsToldWithItsRule() {
        assertThat(problems("amont > 0")).singleElement().satisfies(problem -> {
            assertThat(problem.what())
                    .contains("check(positive)")
                    .contains("silver.orders")
                    .contains("amont > 0");
            assertThat(problem.why()).contains("amont");
        });
    }

    @Test
    void whatIsNoConditionIsTold() {
        assertThat(problems("amount > ")).hasSize(1);
    }

    private List<Problem> problems(String condition) {
        try (TestLake lake = new TestLake(folder);
                Engine engine = new DuckDbEngine(DataSize.parse("512MB"), 1, folder.resolve("spill"))) {
            return new CheckPipeline(engine).problems(lake.pipeline("""
                    pipeline: p
                    sources:
                      orders: { path: "orders/**", format: csv }
                    silver:
                      orders:
                        from: orders
                        load: append
                        columns: { amount: integer, status: string }
                        rules:
                          - check: { name: positive, that: "%s" }
                    """.formatted(condition)));
        }
    }
}
