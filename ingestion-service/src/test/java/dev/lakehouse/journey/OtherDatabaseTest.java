package dev.lakehouse.journey;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A database that is not PostgreSQL is read by what JDBC asks of every driver; DuckDB stands for all of them. */
class OtherDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void tablesComeWholeAndByTheirChanges() throws Exception {
        execute(
                "create table orders (a integer, b varchar, total decimal(12,2), changed_at timestamp, primary key (a, b));"
                        + " insert into orders select i // 10, 'n' || i, i, timestamp '2024-01-01' + to_minutes(i) from range(1000) t(i);"
                        + " create table products (id integer, price decimal(38,3), since date, note varchar);"
                        + " insert into products select i, i, date '2024-01-01', 'x' from range(250) t(i)");
        try (TestLake lake = new TestLake(folder)) {
            var pipeline = lake.pipeline("""
                    pipeline: p
                    sources:
                      orders:
                        connection: shop
                        table: orders
                        watermark: { column: changed_at, overlap: 5m }
                        page_rows: 64
                        readers: 1
                      products: { connection: shop, table: main.products, mode: full, page_rows: 100 }
                    silver:
                      orders:
                        from: orders
                        key: [a, b]
                        sequence: [changed_at]
                        columns: { a: integer, b: string, total: "decimal(12,2)", changed_at: timestamp }
                    """);
            lake.run(pipeline, environment());
            execute("update orders set total = total + 1, changed_at = timestamp '2024-02-01' where a < 5;"
                    + " delete from products where id >= 100");
            lake.run(pipeline, environment());

            try (PlainDuckDb duckdb = lake.duckdb()) {
                assertThat(duckdb.rows("select count(*), sum(total) from silver.orders"))
                        .containsExactly("1000|499550.00");
                assertThat(duckdb.rows("select count(*), sum(price) from bronze.products"))
                        .containsExactly("100|4950.000");
            }

            execute("update orders set total = total + 7 where changed_at = timestamp '2024-02-01' and b = 'n1'");
            lake.run(pipeline, environment());
            try (PlainDuckDb duckdb = lake.duckdb()) {
                assertThat(duckdb.rows("select count(*), sum(total) from silver.orders"))
                        .containsExactly("1000|499557.00");
            }
            assertThat(TestLake.result(lake.run(pipeline, environment()), "bronze.orders")
                            .rowsIn())
                    .isZero();
        }
    }

    private String url() {
        return "jdbc:duckdb:" + folder.resolve("source.duckdb");
    }

    private Map<String, String> environment() {
        return Map.of("LAKEHOUSE_CONNECTION_SHOP_URL", url());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
