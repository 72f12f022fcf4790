package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.extract.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Another process plans an extraction while one is between its look at the plans and its own plan. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
class ExtractionRacesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OTHERS_PLAN = """
            {"number": 1, "mark": "another", "plannedAt": "2100-01-01T00:00:00Z", "table": "public.orders", "key": ["id"], "tail": "", "bounds": []}
            """;

    private static PostgresServer server;

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        lake = new TestLake(folder);
        server.execute("drop schema public cascade; create schema public;"
                + " create table orders (id bigint primary key, changed_at timestamptz not null default now());"
                + " insert into orders select i from generate_series(1, 10) i");
    }

    @AfterEach
    void tearDown() {
        lake.close();
    }

    @Test
    void aSnapshotWhoseNumberIsTakenIsBegunAnew() throws Exception {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  orders: { connection: shop, table: public.orders, mode: full }
                """);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("begin; lock table orders in access exclusive mode");
            CompletableFuture<RunReport> run = start(pipeline);
            // Its state is chosen: it looked the table up.
            awaitWaiting();
            planOfAnother();
            statement.execute("insert into orders values (11); commit");
            run.get();
        }

        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.number("select count(*) from bronze.orders")).isEqualTo(11);
        }
    }

    @Test
    void changesAreNotReadByAPlanThatIsAboutOtherRows() throws Exception {
        server.execute("create function slow(changed timestamptz) returns timestamptz language plpgsql volatile as $$"
                + " begin if current_query() like 'select max%' then perform pg_advisory_lock(1), pg_advisory_unlock(1);"
                + " end if; return changed; end $$;"
                + " create view slow_orders as select id, slow(changed_at) as changed_at from orders");
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  orders:
                    connection: shop
                    table: public.slow_orders
                    key: [id]
                    watermark: { column: changed_at }
                """);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            CompletableFuture<RunReport> run = start(pipeline);
            // It has seen that there is no plan.
            awaitWaiting();
            planOfAnother();
            statement.execute("select pg_advisory_unlock(1)");
            run.get();
        }

        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.number("select count(*) from bronze.orders")).isEqualTo(10);
        }
    }

    private CompletableFuture<RunReport> start(Pipeline pipeline) {
        return CompletableFuture.supplyAsync(() -> lake.run(pipeline, server.environment("shop")));
    }

    private void planOfAnother() throws Exception {
        Path plans = Files.createDirectories(
                lake.home().resolve("ops").resolve("extractions").resolve("bronze.orders"));
        Files.writeString(plans.resolve("00000000000000000001.json"), OTHERS_PLAN);
    }

    private static void awaitWaiting() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            while (Instant.now().isBefore(end)) {
                try (ResultSet waiting = statement.executeQuery("select count(*) from pg_locks where not granted")) {
                    waiting.next();
                    if (waiting.getLong(1) > 0) {
                        return;
                    }
                }
                Thread.sleep(5);
            }
        }
        throw new AssertionError("nobody waits");
    }
}
