package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Silver's queries and expressions are compiled before anything runs, as far as bronze's columns are known. */
class CheckSilverTest {
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
    void syntaxIsCheckedBeforeAnythingHasLanded() {
        assertThat(problems(pipeline("lower(trim(status)) -- in small letters")))
                .isEmpty();
        assertThat(problems(pipeline("lower(trim(status)"))).singleElement().satisfies(problem -> {
            assertThat(problem.toString())
                    .contains("pipeline.yml:9: the expression of silver.orders.state does not compile")
                    .contains("lower(trim(status)");
            assertThat(problem.why()).contains("syntax error").doesNotContain("select");
        });
    }

    @Test
    void columnsAreCheckedOnceSomethingHasLanded() {
        Pipeline typo = pipeline("lower(statsu)");
        assertThat(problems(typo)).isEmpty();

        landOrders();

        assertThat(problems(pipeline("lower(status)"))).isEmpty();
        assertThat(problems(typo)).singleElement().satisfies(problem -> {
            assertThat(problem.toString()).contains("pipeline.yml:9: ");
            assertThat(problem.why()).contains("statsu").contains("status");
        });
        assertThat(problems(pipeline("max(status)")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.why()).contains("GROUP BY"));
    }

    @Test
    void columnsOfFilesWithoutAHeaderAreKnownFromThePipeline() {
        String yaml = """
                pipeline: p
                sources:
                  orders: { path: "p/**", format: csv, csv: { header: false }, columns: { id: bigint, status: string } }
                silver:
                  orders:
                    from: orders
                    load: append
                    columns:
                      state: { expr: "%s", type: string }
                """;
        assertThat(problems(lake.pipeline(yaml.formatted("lower(status) || _source_file"))))
                .isEmpty();
        assertThat(problems(lake.pipeline(yaml.formatted("lower(statsu)")))).hasSize(1);
    }

    @Test
    void aQueryIsCheckedWithItsLine() {
        assertThat(problems(withQuery("select *\nfrom bronze.orders\nwhere (status = 'a'")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.toString()).contains("orders.sql:3: the query does not parse: "));
        landOrders();
        assertThat(problems(withQuery("select *, upper(status) as state\nfrom bronze.orders")))
                .isEmpty();
        assertThat(problems(withQuery("select *,\n  upper(statsu) as state\nfrom bronze.orders")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toString()).contains("orders.sql:2: the query does not compile: ");
                    assertThat(problem.why()).contains("statsu");
                });
    }

    @Test
    void aQueryHasToPassOnWhatSilverNeeds() {
        landOrders();
        assertThat(problems(withQuery("select id, status as state from bronze.orders")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).contains("__file");
                    assertThat(problem.fix()).contains("select *");
                });
        assertThat(problems(withQuery("select *, status as sate from bronze.orders")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).contains("yields no column state");
                    assertThat(problem.fix()).contains("did you mean 'sate'?");
                });
    }

    @Test
    void aQueryReadsItsOwnBronzeTableAlone() {
        assertThat(problems(withQuery("select b.*, 1 as state from bronze.orders b join silver.other using (id)")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toString()).contains("orders.sql: it reads silver.other, which");
                });
    }

    private void landOrders() {
        lake.land("p/1.csv", "id,status", "1,OPEN");
        lake.run(lake.pipeline("pipeline: p\nsources: { orders: { path: \"p/**\", format: csv } }\n"));
    }

    private Pipeline pipeline(String expression) {
        return lake.pipeline("""
                pipeline: p
                sources: { orders: { path: "p/**", format: csv } }
                silver:
                  orders:
                    from: orders
                    load: append
                    columns:
                      id: bigint
                      state: { expr: "%s", type: string }
                """.formatted(expression));
    }

    private Pipeline withQuery(String sql) {
        return lake.pipeline("""
                pipeline: p
                sources: { orders: { path: "p/**", format: csv } }
                silver:
                  orders: { from: orders, load: append, sql: orders.sql, columns: { id: bigint, state: string } }
                """, Map.of("orders.sql", sql));
    }

    private List<Problem> problems(Pipeline pipeline) {
        return new CheckPipeline(lake.open(), lake.engine()).problems(pipeline);
    }
}
