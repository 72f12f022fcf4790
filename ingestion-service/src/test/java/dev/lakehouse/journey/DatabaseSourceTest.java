package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.extract.PostgresServer;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static dev.lakehouse.journey.TestLake.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Tables of a real PostgreSQL become tables of the lake. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
class DatabaseSourceTest {
    private static final String CHANGES = """
            pipeline: p
            sources:
              orders:
                connection: shop
                table: public.orders
                watermark: { column: changed_at, overlap: 10m }
                page_rows: 100
            silver:
              orders:
                from: orders
                key: [id]
                sequence: [changed_at]
                columns: { id: bigint, total: "decimal(12,2)", changed_at: timestamp(6) }
            """;
    private static final String WHOLE = """
            pipeline: p
            sources:
              products: { connection: shop, table: public.products, mode: full, page_rows: 100 }
            """;

    private static final String ORDERS =
            "create table orders (id bigint primary key, total numeric(12,2), changed_at timestamptz not null)";

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
        server.execute("drop table if exists orders, products cascade");
    }

    @AfterEach
    void tearDown() {
        lake.close();
    }

    @Test
    void changedRowsComeWithTheNextRun() throws Exception {
        server.execute(
                "create table orders (id bigint primary key, total numeric(12,2), changed_at timestamptz not null);"
                        + " insert into orders select i, i / 7.0, now() - interval '1 day' - i * interval '1 minute' from generate_series(1, 1234) i");
        Pipeline pipeline = lake.pipeline(CHANGES);
        assertThat(result(run(pipeline), "bronze.orders").rowsIn()).isEqualTo(1234);

        server.execute("update orders set total = -1, changed_at = now() where id % 100 = 0;"
                + " insert into orders values (5000, 1, now())");
        RunReport second = run(pipeline);

        // Twelve that changed, one that is new, and eleven of the ten minutes before the newest of the first run.
        assertThat(result(second, "bronze.orders").rowsIn()).isEqualTo(12 + 1 + 11);
        assertThat(sums("silver.orders", "total")).isEqualTo(sourceSums("orders", "total"));
    }

    @Test
    void nothingNewWritesNothing() throws Exception {
        server.execute(
                "create table orders (id bigint primary key, total numeric(12,2), changed_at timestamptz not null);"
                        + " insert into orders select i, 1, now() from generate_series(1, 10) i");
        Pipeline pipeline = lake.pipeline(CHANGES);
        run(pipeline);
        Map<String, Long> versions = lake.versions();

        RunReport second = run(pipeline);

        assertThat(result(second, "bronze.orders").controlKey().number()).isEqualTo(135);
        assertThat(lake.versions()).isEqualTo(versions);
    }

    @Test
    void aRowThatIsCommittedLateIsFoundByTheOverlap() throws Exception {
        server.execute(
                "create table orders (id bigint primary key, total numeric(12,2), changed_at timestamptz not null);"
                        + " insert into orders values (1, 1, now())");
        Pipeline pipeline = lake.pipeline(CHANGES);
        run(pipeline);

        server.execute("insert into orders values (2, 2, now() - interval '5 minutes')");
        run(pipeline);

        assertThat(sums("silver.orders", "total")).isEqualTo(sourceSums("orders", "total"));
    }

    @Test
    void aRowThatChangedUnderTheSameWatermarkIsFound() throws Exception {
        server.execute(ORDERS.replace("timestamptz", "date")
                + "; insert into orders select i, i, current_date - 3 from generate_series(1, 150) i");
        Pipeline pipeline = lake.pipeline(CHANGES.replace("timestamp(6)", "date"));
        run(pipeline);

        server.execute("update orders set total = 1000 where id = 7; delete from orders where id = 150;"
                + " insert into orders values (151, 150, current_date - 3)");
        run(pipeline);

        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select id, total from silver.orders where id in (7, 151) order by id"))
                    .containsExactly("7|1000.00", "151|150.00");
        }
        assertThat(result(run(pipeline), "bronze.orders").rowsIn()).isZero();
    }

    @Test
    void aRowAheadOfTheClockHidesNoChange() throws Exception {
        server.execute(ORDERS
                + "; insert into orders values (1, 1, now() - interval '1 hour'), (2, 2, now() + interval '1 day'),"
                + " (3, 3, 'infinity')");
        Pipeline pipeline = lake.pipeline(CHANGES);
        RunReport first = run(pipeline);
        assertThat(result(first, "bronze.orders").rowsIn()).isEqualTo(1);
        assertThat(result(first, "bronze.orders").notices())
                .anySatisfy(notice -> assertThat(notice)
                        .contains("2 rows of public.orders have a changed_at ahead of the database's clock"));

        server.execute("insert into orders values (4, 4, now())");
        run(pipeline);
        server.execute("update orders set changed_at = now() where id = 2; delete from orders where id = 3");
        run(pipeline);

        assertThat(sums("silver.orders", "total")).isEqualTo(sourceSums("orders", "total"));
    }

    @Test
    void aRowAheadOfTheClockComesInItsTime() throws Exception {
        server.execute(ORDERS.replace("timestamptz", "timestamp")
                + "; insert into orders values (1, 1, now() at time zone 'UTC' + interval '3 s')");
        Pipeline pipeline = lake.pipeline(CHANGES);
        assertThat(result(run(pipeline), "bronze.orders").rowsIn()).isZero();

        Thread.sleep(4_000);

        assertThat(result(run(pipeline), "bronze.orders").rowsIn()).isEqualTo(1);
    }

    @Test
    void aWholeTableIsWhatItIsNow() throws Exception {
        server.execute("create table products (a int, b text, price numeric(10,2), primary key (a, b));"
                + " insert into products select i / 10, 'n' || i, i from generate_series(1, 950) i");
        Pipeline pipeline = lake.pipeline(WHOLE + """
                silver:
                  products:
                    from: products
                    key: [a, b]
                    columns: { a: integer, b: string, price: "decimal(10,2)" }
                """);
        run(pipeline);
        assertThat(sums("bronze.products", "price")).isEqualTo(sourceSums("products", "price"));
        assertThat(sums("silver.products", "price")).isEqualTo(sourceSums("products", "price"));

        server.execute("delete from products where a % 2 = 0; update products set price = price + 1");
        run(pipeline);
        assertThat(sums("bronze.products", "price")).isEqualTo(sourceSums("products", "price"));
        assertThat(sums("silver.products", "price")).isEqualTo(sourceSums("products", "price"));

        server.execute("truncate products");
        run(pipeline);
        assertThat(sums("bronze.products", "price")).isEqualTo(sourceSums("products", "price"));
        assertThat(sums("silver.products", "price")).isEqualTo(sourceSums("products", "price"));
    }

    @Test
    void whoRemovesThePlansHasTheTableReadFromItsBeginning() throws Exception {
        server.execute(ORDERS
                + "; insert into orders select i, 1, now() - i * interval '1 hour' from generate_series(1, 250) i");
        Pipeline pipeline = lake.pipeline(CHANGES);
        run(pipeline);
        server.execute(
                "update orders set total = 2 where id > 200; insert into orders values (300, 3, now() - interval '300 days')");
        forgetExtractions("orders");

        run(pipeline);

        assertThat(sums("silver.orders", "total")).isEqualTo("[251|303.00]");
        assertThat(sums("silver.orders", "total")).isEqualTo(sourceSums("orders", "total"));
    }

    @Test
    void aWholeTableIsReadAnewWhereThePlansAreGone() throws Exception {
        server.execute("create table products (a int primary key, price numeric(10,2));"
                + " insert into products select i, i from generate_series(1, 250) i");
        Pipeline pipeline = lake.pipeline(WHOLE);
        run(pipeline);
        server.execute("delete from products where a > 240");
        run(pipeline);
        server.execute("delete from products where a > 10");
        forgetExtractions("products");

        run(pipeline);

        assertThat(sums("bronze.products", "price")).isEqualTo(sourceSums("products", "price"));
    }

    @Test
    void snapshotsAreNoChangesOnceTheModeIsAnother() throws Exception {
        server.execute(ORDERS
                + "; insert into orders select i, 1, now() - i * interval '1 hour' from generate_series(1, 150) i");
        run(lake.pipeline(WHOLE.replace("products", "orders")));
        Path snapshots = lake.landing().resolve("p/orders/snapshots");
        Path unfinished = Files.createDirectories(snapshots.resolve("0000000002-other"));
        try (Stream<Path> pages = Files.walk(snapshots)) {
            Files.copy(
                    pages.filter(file -> file.endsWith("000000.parquet"))
                            .findFirst()
                            .orElseThrow(),
                    unfinished.resolve("000000.parquet"));
        }

        RunReport changes = run(lake.pipeline(CHANGES));

        assertThat(result(changes, "bronze.orders").rowsIn()).isEqualTo(150);
    }

    @Test
    void anotherDatabaseIsNotReadByTheWatermarkOfTheOne() throws Exception {
        String rows = ORDERS
                + "; insert into orders select i, 1, now() - i * interval '1 hour' from generate_series(1, 50) i";
        server.execute(rows);
        run(lake.pipeline(CHANGES));
        server.execute("drop database if exists other");
        server.execute("create database other");
        Map<String, String> moved = new HashMap<>(server.environment("shop"));
        moved.computeIfPresent(
                "LAKEHOUSE_CONNECTION_SHOP_URL", (name, url) -> url.replaceFirst("/postgres$", "/other"));
        try (Connection other = DriverManager.getConnection(
                        server.url().replaceFirst("/postgres$", "/other"), "postgres", PostgresServer.PASSWORD);
                Statement statement = other.createStatement()) {
            statement.execute(rows.replace("(1, 50)", "(101, 200)"));
        }
        Pipeline pipeline = lake.pipeline(CHANGES);
        assertThat(catchThrowableOfType(LakehouseException.class, () -> lake.run(pipeline, moved)))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("SOURCE_DATABASE_CHANGED"))
                .hasMessageContaining("ops/extractions/bronze.orders");

        forgetExtractions("orders");
        lake.run(pipeline, moved);

        assertThat(sums("silver.orders", "total")).isEqualTo("[150|150.00]");
    }

    @Test
    void aConnectionMayHaveAnotherNameAndAnotherUser() throws Exception {
        server.execute(ORDERS + "; insert into orders values (1, 1, now() - interval '1 day');"
                + " drop role if exists reads; create role reads login password '" + PostgresServer.PASSWORD
                + "'; grant usage on schema public to reads; grant select on orders to reads");
        run(lake.pipeline(CHANGES));
        server.execute("insert into orders values (2, 2, now())");
        Map<String, String> renamed = new HashMap<>(server.environment("store"));
        renamed.put("LAKEHOUSE_CONNECTION_STORE_USER", "reads");

        lake.run(lake.pipeline(CHANGES.replace("connection: shop", "connection: store")), renamed);

        assertThat(sums("silver.orders", "total")).isEqualTo("[2|3.00]");
    }

    @Test
    void aTableWithoutAKeyIsReadWhole() throws Exception {
        server.execute("create table products (price numeric(10,2), since date);"
                + " insert into products select i, case when i = 250 then 'infinity'::date else '2024-01-01' end"
                + " from generate_series(1, 1050) i");
        Pipeline pipeline = lake.pipeline(WHOLE);

        run(pipeline);

        assertThat(sums("bronze.products", "price")).isEqualTo(sourceSums("products", "price"));
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(
                            duckdb.rows(
                                    "select price::int, since, since_as_text from bronze.products where since_as_text is not null"))
                    .containsExactly("250|null|infinity");
        }
    }

    private void forgetExtractions(String source) throws Exception {
        Path plans = lake.home().resolve("ops").resolve("extractions").resolve("bronze." + source);
        try (Stream<Path> files = Files.walk(plans)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private RunReport run(Pipeline pipeline) {
        return lake.run(pipeline, server.environment("shop"));
    }

    private String sums(String table, String number) throws Exception {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows("select count(*), coalesce(sum(" + number + "), 0)::decimal(20,2) from " + table)
                    .toString();
        }
    }

    private static String sourceSums(String table, String number) throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(*), coalesce(sum(" + number + "), 0)::numeric(20,2) from " + table)) {
            rows.next();
            return "[" + rows.getString(1) + "|" + rows.getString(2) + "]";
        }
    }
}
