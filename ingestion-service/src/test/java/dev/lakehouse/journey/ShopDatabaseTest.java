package dev.lakehouse.journey;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.extract.PostgresServer;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.generate.database.ShopDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The shop that comes with the product, from its database to gold, on the first day and on a later one. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
class ShopDatabaseTest {
    private static final String SOLD =
            "select count(*), sum(valor_total), count(*) filter (where status = 'entregue') from ";

    @TempDir
    private Path folder;

    @Test
    void theLakeHasWhatTheDatabaseHas() throws Exception {
        Pipeline pipeline = new PipelineReader().read(Path.of("..", "pipelines", "loja_postgresql"));
        try (PostgresServer server = PostgresServer.start();
                TestLake lake = new TestLake(folder)) {
            ShopDatabase shop = new ShopDatabase(ConnectionSettings.read("loja", server.environment("loja")));
            assertThat(shop.make(2_000)).containsEntry("pedidos", 2_000L);
            lake.run(pipeline, server.environment("loja"));
            compare(server, lake);

            assertThat(shop.change(50)).containsEntry("pedidos", 2_050L);
            lake.run(pipeline, server.environment("loja"));
            compare(server, lake);

            assertThat(catchThrowableOfType(LakehouseException.class, () -> shop.make(1))
                            .code())
                    .isEqualTo("SHOP_THERE_ALREADY");
        }
    }

    private static void compare(PostgresServer server, TestLake lake) throws Exception {
        String sold = ask(server, SOLD + "pedidos");
        String prices = ask(server, "select count(*), sum(preco), sum(estoque) from produtos");
        String revenue = ask(server, "select sum(valor_total) from pedidos");
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows(SOLD + "silver.bd_pedidos")).containsExactly(sold);
            assertThat(duckdb.rows("select count(*), sum(preco), sum(estoque) from silver.bd_produtos"))
                    .containsExactly(prices);
            assertThat(duckdb.rows("select sum(total_receita) from gold.bd_analise_produtos"))
                    .containsExactly(revenue);
        }
    }

    private static String ask(PostgresServer server, String sql) throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            StringBuilder values = new StringBuilder(row.getString(1));
            for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                values.append('|').append(row.getString(i));
            }
            return values.toString();
        }
    }
}
