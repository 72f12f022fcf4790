package dev.lakehouse.generate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** There is something to learn for a model, as the documentation of {@link LojaGenerator} says. */
class LojaSignalTest {
    @TempDir
    private Path landing;

    @Test
    void whoBuysAgainWithinSixtyDaysShowsInFrequencyRecencyAndCategoriesButNotInTheNumber() throws SQLException {
        new LojaGenerator(new LojaParameters(200_000, 240, 1, 0)).generate(landing, false, rows -> {});

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("create table pedidos as select id_cliente, id_produto, data_pedido from read_csv('"
                    + landing + "/loja/pedidos/*.csv', delim = ';', header = true)");
            statement.execute("""
                    create table clientes as select
                        id_cliente,
                        count(*) filter (where data_pedido < date '2024-06-29') as pedidos,
                        max(data_pedido) filter (where data_pedido < date '2024-06-29') as ultimo,
                        avg(((id_produto - 1) % 12 < 4)::int) filter (where data_pedido < date '2024-06-29') as consumo,
                        (max(data_pedido) >= date '2024-06-29')::int as volta
                    from pedidos group by id_cliente having pedidos > 0
                    """);
            assertThat(share(statement, "true")).isBetween(0.25, 0.75);
            assertThat(share(statement, "pedidos >= 10")).isGreaterThan(share(statement, "pedidos <= 2") + 0.3);
            assertThat(share(statement, "ultimo >= date '2024-05-30'"))
                    .isGreaterThan(share(statement, "ultimo < date '2024-05-30'") + 0.3);
            assertThat(share(statement, "consumo > 0.5")).isGreaterThan(share(statement, "consumo < 0.2") + 0.05);
            String stillBuying = "pedidos >= 5 and ultimo between date '2024-06-09' and date '2024-06-24' and ";
            String inAPause = "pedidos >= 5 and ultimo between date '2024-05-05' and date '2024-05-20' and ";
            double afterAPause =
                    share(statement, inAPause + "consumo > 0.5") - share(statement, inAPause + "consumo < 0.2");
            double afterBuying =
                    share(statement, stillBuying + "consumo > 0.5") - share(statement, stillBuying + "consumo < 0.2");
            assertThat(afterAPause)
                    .as("what a pause means depends on what somebody buys")
                    .isGreaterThan(afterBuying + 0.1);
            assertThat(Math.abs(share(statement, "id_cliente % 2 = 0") - share(statement, "id_cliente % 2 = 1")))
                    .isLessThan(0.03);
        }
    }

    private static double share(Statement statement, String which) throws SQLException {
        try (ResultSet result = statement.executeQuery("select avg(volta), count(*) from clientes where " + which)) {
            assertThat(result.next()).isTrue();
            assertThat(result.getLong(2)).isGreaterThan(100);
            return result.getDouble(1);
        }
    }
}
