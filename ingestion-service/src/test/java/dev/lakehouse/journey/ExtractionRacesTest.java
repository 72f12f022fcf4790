package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    @Test
    void aSnapshotThatIsWholeIsNeverRemovedAndOneThatWasCutOffIs() throws Exception {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  orders: { connection: shop, table: public.orders, mode: full }
                """);
        Files.createDirectories(plans());
        for (int number : List.of(1, 2, 3)) {
            Files.writeString(
                    plans().resolve("%020d.json".formatted(number)),
                    OTHERS_PLAN
                            .replace("\"number\": 1", "\"number\": " + number)
                            .replaceFirst("plannedAt\": \"[^\"]*", "plannedAt\": \"2024-01-01T00:00:00Z"));
        }
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(page(1), old);
        Files.createFile(page(1).resolveSibling("_SUCCESS"));
        Files.setLastModifiedTime(page(2), old);
        Path stillRead = page(3);

        start(pipeline).get();

        assertThat(page(1)).exists();
        assertThat(plans().resolve("00000000000000000001.done")).hasContent("landed");
        assertThat(folder(2).resolve("000000.parquet")).doesNotExist();
        assertThat(plans().resolve("00000000000000000002.done")).hasContent("given up");
        assertThat(stillRead).exists();
        assertThat(plans().resolve("00000000000000000003.done")).doesNotExist();
    }

    private Path folder(int number) {
        return lake.landing().resolve("p/orders/snapshots/%010d-another".formatted(number));
    }

    private Path page(int number) throws Exception {
        Path page = folder(number).resolve("000000.parquet");
        Files.createDirectories(page.getParent());
        return Files.exists(page) ? page : Files.createFile(page);
    }

    private CompletableFuture<RunReport> start(Pipeline pipeline) {
        return CompletableFuture.supplyAsync(() -> lake.run(pipeline, server.environment("shop")));
    }

    private void planOfAnother() throws Exception {
        Files.createDirectories(plans());
        Files.writeString(plans().resolve("00000000000000000001.json"), OTHERS_PLAN);
    }

    private Path plans() {
        return lake.home().resolve("ops").resolve("extractions").resolve("bronze.orders");
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
