package dev.lakehouse.journey;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.extract.PostgresServer;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Whatever is wrong with a database, its user or a table is one clear sentence, without a password in it. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
class DatabaseFailuresTest {
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
        server.execute(
                "drop schema public cascade; create schema public; create table public.orders (id bigint primary key,"
                        + " total numeric(12,2), note text, changed_at timestamptz)");
    }

    @AfterEach
    void tearDown() {
        lake.close();
    }

    @Test
    void aConnectionThatNobodySetUp() {
        assertThat(failure(changes(""), Map.of())).contains("CONNECTION_INVALID", "LAKEHOUSE_CONNECTION_SHOP_URL");
    }

    @Test
    void aPasswordInAnAddress() {
        assertThat(failure(changes(""), with("URL", server.url() + "?password=" + PostgresServer.PASSWORD)))
                .contains("CONNECTION_INVALID", "it holds a user or a password");
    }

    @Test
    void aServerThatIsNotThere() {
        assertThat(failure(changes(""), with("URL", "jdbc:postgresql://127.0.0.1:1/postgres")))
                .contains("DATABASE_UNREACHABLE", "127.0.0.1:1");
    }

    @Test
    void aDriverThatIsNotThere() {
        assertThat(failure(changes(""), with("URL", "jdbc:nosuch://host"))).contains("DRIVER_MISSING");
    }

    @Test
    void aWrongPassword() {
        assertThat(failure(changes(""), with("PASSWORD", PostgresServer.PASSWORD + "x")))
                .contains("DATABASE_LOGIN_REFUSED", "_PASSWORD");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        assertThat(failure(changes(""), with("URL", server.url() + "s"))).contains("DATABASE_UNKNOWN");
    }

    @Test
    void aTableThatIsNotThere() {
        assertThat(failure(changes("").replace("public.orders", "public.order"), server.environment("shop")))
                .contains("SOURCE_TABLE_UNKNOWN", "did you mean 'public.orders'?");
    }

    @Test
    void columnsThatAreNotThere() {
        assertThat(failure(changes("").replace("column: changed_at", "column: change_at"), server.environment("shop")))
                .contains("SOURCE_COLUMN_UNKNOWN", "did you mean 'changed_at'?");
        assertThat(failure(changes("key: [idd]"), server.environment("shop"))).contains("did you mean 'id'?");
        assertThat(failure(changes("exclude: [notes]"), server.environment("shop")))
                .contains("did you mean 'note'?");
    }

    @Test
    void aTableWithoutAKey() throws Exception {
        server.execute("alter table orders drop constraint orders_pkey");

        assertThat(failure(changes(""), server.environment("shop"))).contains("SOURCE_KEY_MISSING");
    }

    @Test
    void aKeyWithoutAValue() throws Exception {
        server.execute("insert into orders values (1, 1, null, now())");

        assertThat(failure(changes("key: [note]"), server.environment("shop"))).contains("SOURCE_KEY_NULL", "note");
    }

    @Test
    void aUserWithoutRights() throws Exception {
        server.execute("drop role if exists nobody; create role nobody login password 'another-secret';"
                + " grant usage on schema public to nobody");
        Map<String, String> environment = with("USER", "nobody");
        environment.put("LAKEHOUSE_CONNECTION_SHOP_PASSWORD", "another-secret");

        assertThat(failure(changes(""), environment)).contains("DATABASE_RIGHTS_MISSING", "may not read public.orders");
    }

    @Test
    void rowsWithoutAWatermark() throws Exception {
        server.execute("insert into orders values (1, 1, 'a', null)");

        assertThat(failure(changes(""), server.environment("shop"))).contains("WATERMARK_NULL", "changed_at");
    }

    @Test
    void theFirstRowWithoutAWatermarkIsEnough() throws Exception {
        server.execute("insert into orders (id) values (1), (2);"
                + " create function seen(id bigint) returns timestamptz language plpgsql as $$ begin"
                + " if id > 1 and current_query() like '%is null' then raise exception 'it reads on'; end if;"
                + " return null; end $$;"
                + " create view watched as select id, seen(id) as changed_at from orders");

        assertThat(failure(changes("key: [id]").replace("public.orders", "public.watched"), server.environment("shop")))
                .contains("WATERMARK_NULL");
    }

    @Test
    void aWatermarkThatDoesNotGrow() {
        String environment =
                failure(changes("").replace("column: changed_at", "column: note"), server.environment("shop"));

        assertThat(environment).contains("WATERMARK_UNSUITABLE", "text");
        assertThat(failure(changes("").replace("column: changed_at", "column: id"), server.environment("shop")))
                .contains("WATERMARK_UNSUITABLE", "overlap: 1000");
    }

    @Test
    void aServerThatRestartsInTheMiddle() throws Exception {
        fill();
        CompletableFuture<String> failure =
                CompletableFuture.supplyAsync(() -> failure(changes("page_rows: 500"), server.environment("shop")));
        awaitPages(3);

        server.restart();

        assertThat(failure.get()).containsAnyOf("DATABASE_WENT_AWAY", "DATABASE_UNREACHABLE");
        lake.run(lake.pipeline(changes("page_rows: 500")), server.environment("shop"));
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select count(*), count(distinct id) from bronze.orders"))
                    .containsExactly("60000|60000");
        }
    }

    @Test
    void aWishToStop() throws Exception {
        fill();
        StopSignal stop = new StopSignal();
        Pipeline pipeline = lake.pipeline(changes("page_rows: 500"));
        CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(
                () -> new RunPipeline(lake.open(), lake::engine, Clock.systemUTC(), server.environment("shop"), stop)
                        .run(pipeline, RunOptions.ALL, SILENT));
        awaitPages(3);

        stop.ask();

        assertThat(catchThrowableOfType(CompletionException.class, run::join))
                .hasRootCauseMessage(StopSignal.failure(null).getMessage());
    }

    private static final RunListener SILENT = new RunListener() {
        @Override
        public Progress started(TableName table) {
            return Progress.NONE;
        }

        @Override
        public void finished(StageResult result) {}
    };

    private static void fill() throws Exception {
        server.execute(
                "insert into orders select i, i, repeat('x', 100), now() - i * interval '1 s' from generate_series(1, 60000) i");
    }

    private void awaitPages(int count) throws Exception {
        Path landing = lake.landing().resolve("p").resolve("orders");
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (Instant.now().isBefore(end)) {
            if (Files.isDirectory(landing)) {
                try (Stream<Path> files = Files.walk(landing)) {
                    if (files.filter(it -> it.toString().endsWith(".parquet")).count() >= count) {
                        return;
                    }
                } catch (UncheckedIOException e) {
                    // A file that was being written has its name by now; the folder is looked at anew.
                    assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
                }
            }
            Thread.sleep(2);
        }
        throw new AssertionError("no pages landed");
    }

    private static String changes(String more) {
        return "pipeline: p\nsources:\n  orders:\n    connection: shop\n    table: public.orders\n"
                + "    watermark: { column: changed_at, overlap: 10m }\n"
                + (more.isEmpty() ? "" : "    " + more + "\n");
    }

    private static Map<String, String> with(String variable, String value) {
        Map<String, String> environment = new HashMap<>(server.environment("shop"));
        environment.put("LAKEHOUSE_CONNECTION_SHOP_" + variable, value);
        return environment;
    }

    /** What a user reads, after all of the stack trace was searched for the password. */
    private String failure(String pipeline, Map<String, String> environment) {
        LakehouseException failure =
                catchThrowableOfType(LakehouseException.class, () -> lake.run(lake.pipeline(pipeline), environment));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(PostgresServer.PASSWORD).doesNotContain("another-secret");
        return failure.code() + " " + failure.getMessage();
    }
}
