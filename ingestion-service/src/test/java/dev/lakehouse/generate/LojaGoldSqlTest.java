package dev.lakehouse.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The gold queries of {@code pipelines/loja} over a shop small enough to reckon by hand. */
class LojaGoldSqlTest {
    private static final Path PIPELINE = Path.of("..", "pipelines", "loja");

    private Connection duckdb;
    private Statement statement;

    @BeforeEach
    void openShop() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        statement = duckdb.createStatement();
        statement.execute("create schema silver");
        statement.execute("create table silver.clientes(id bigint, nome varchar, cidade varchar, idade integer)");
        statement.execute("insert into silver.clientes values (1, 'Ana', 'São Paulo', 30), (2, 'Beatriz', null, null),"
                + " (3, 'Caíque', 'Belém', 41)");
        statement.execute(
                "create table silver.produtos(id bigint, nome_produto varchar, categoria varchar, estoque integer)");
        statement.execute("insert into silver.produtos values (1, 'Mesa', 'Móveis', 5), (2, 'Café', 'Alimentos', 7),"
                + " (3, 'Água', 'Alimentos', 0), (4, 'Atlas', 'Livros', 2)");
        statement.execute(
                "create table silver.pedidos(id bigint, id_cliente bigint, id_produto bigint, quantidade integer,"
                        + " valor_total decimal(12, 2), data_pedido date)");
        statement.execute("insert into silver.pedidos values (1, 1, 1, 2, 21.10, '2024-01-01'),"
                + " (2, 1, 2, 1, 0.20, '2024-01-03'), (3, 1, 2, 1, 0.10, '2024-01-02'), (4, 2, 3, 4, 4, '2024-01-02')");
    }

    @AfterEach
    void closeShop() throws SQLException {
        statement.close();
        duckdb.close();
    }

    @Test
    void customersAreAnalysedWithTheirOrdersOrWithout() throws SQLException, IOException {
        assertThat(rows("analise_clientes_pedidos.sql"))
                .containsExactly(
                        "1|Ana|São Paulo|30|3|21.40|2024-01-01|2024-01-03|[Alimentos, Móveis]|[Café, Mesa]",
                        "2|Beatriz|null|null|1|4.00|2024-01-02|2024-01-02|[Alimentos]|[Água]",
                        "3|Caíque|Belém|41|0|0.00|null|null|[]|[]");
        assertThat(types("analise_clientes_pedidos.sql"))
                .containsExactly(
                        "id_cliente BIGINT",
                        "nome VARCHAR",
                        "cidade VARCHAR",
                        "idade INTEGER",
                        "total_pedidos BIGINT",
                        "total_gasto DECIMAL(18,2)",
                        "data_primeiro_pedido DATE",
                        "data_ultimo_pedido DATE",
                        "categorias_compradas VARCHAR[]",
                        "produtos_comprados VARCHAR[]");
    }

    @Test
    void productsAreAnalysedWhetherSoldOrNot() throws SQLException, IOException {
        assertThat(rows("analise_produtos.sql"))
                .containsExactly(
                        "1|Mesa|Móveis|2|21.10|5",
                        "2|Café|Alimentos|2|0.30|7",
                        "3|Água|Alimentos|4|4.00|0",
                        "4|Atlas|Livros|0|0.00|2");
        assertThat(types("analise_produtos.sql"))
                .containsExactly(
                        "id_produto BIGINT",
                        "nome_produto VARCHAR",
                        "categoria VARCHAR",
                        "total_vendido BIGINT",
                        "total_receita DECIMAL(18,2)",
                        "estoque_atual INTEGER");
    }

    @Test
    void customersAreSeenAsTheyWereAtACutOffWithWhatTheyDidInTheSixtyDaysAfterIt() throws SQLException, IOException {
        statement.execute("delete from silver.pedidos");
        statement.execute("insert into silver.pedidos values (1, 1, 1, 2, 20, '2024-01-01'),"
                + " (2, 1, 2, 1, 5, '2024-02-20'), (3, 1, 3, 3, 6.5, '2024-02-29'), (4, 1, 4, 1, 40, '2024-03-01'),"
                + " (5, 2, 4, 1, 40, '2024-02-01'), (6, 3, 2, 1, 5, '2024-04-01'), (7, 1, 4, 1, 40, '2024-04-29')");

        // The last order is of April 29th, so that the cut-offs are April 30th and, sixty days before, March 1st; a
        // third one
        // would have no sixty days before it. Customer 3 is not known before April.
        assertThat(rows("clientes_por_corte.sql"))
                .containsExactly(
                        "1|2024-03-01|3|2|3|60|1|31.50|31.50|2.0|Alimentos|[Alimentos, Móveis]|true|80.00",
                        "1|2024-04-30|5|1|2|120|1|111.50|80.00|1.6|Livros|[Alimentos, Livros, Móveis]|null|null",
                        "2|2024-03-01|1|1|1|29|29|40.00|40.00|1.0|Livros|[Livros]|false|0.00",
                        "2|2024-04-30|1|0|0|89|89|40.00|0.00|1.0|Livros|[Livros]|null|null",
                        "3|2024-04-30|1|1|1|29|29|5.00|5.00|1.0|Alimentos|[Alimentos]|null|null");
        assertThat(types("clientes_por_corte.sql"))
                .containsExactly(
                        "id_cliente BIGINT",
                        "data_corte DATE",
                        "pedidos BIGINT",
                        "pedidos_30_dias BIGINT",
                        "pedidos_60_dias BIGINT",
                        "dias_desde_primeiro BIGINT",
                        "dias_desde_ultimo BIGINT",
                        "gasto DECIMAL(18,2)",
                        "gasto_60_dias DECIMAL(18,2)",
                        "quantidade_media DOUBLE",
                        "categoria_favorita VARCHAR",
                        "categorias_compradas VARCHAR[]",
                        "comprou BOOLEAN",
                        "gastou DECIMAL(18,2)");
    }

    /** A run that was killed and made again has the orders in another order, and must come to the same table. */
    @Test
    void theFavouriteOfEqualsIsTheSameInWhateverOrderTheOrdersCome() throws SQLException, IOException {
        for (List<Integer> order : List.of(List.of(4, 3, 2, 1), List.of(1, 2, 3, 4), List.of(2, 4, 1, 3))) {
            statement.execute("delete from silver.pedidos");
            for (int product : order) {
                statement.execute(
                        "insert into silver.pedidos values (" + product + ", 1, " + product + ", 1, 10, '2024-01-01')");
            }
            assertThat(rows("clientes_por_corte.sql"))
                    .containsExactly("1|2024-01-02|4|4|4|1|1|40.00|40.00|1.0|Alimentos|[Alimentos, Livros, Móveis]"
                            + "|null|null");
            statement.execute("delete from silver.pedidos where id_produto = 3");
            assertThat(rows("clientes_por_corte.sql"))
                    .singleElement()
                    .asString()
                    .contains("|1.0|Alimentos|");
        }
    }

    @Test
    void nothingFromAfterACutOffShowsInWhatWasKnownAtIt() throws SQLException, IOException {
        // Customers with an even number buy after the cut-off of April 30th, and all that could give them away changes
        // then:
        // how much, what and how often they buy, where they live and how old they are.
        statement.execute("delete from silver.pedidos");
        statement.execute("delete from silver.clientes");
        statement.execute("insert into silver.clientes select i, 'Ana', 'Belém', 30 from range(1, 101) t(i)");
        statement.execute("insert into silver.pedidos select i, i % 100 + 1, i % 4 + 1, 1, 10,"
                + " date '2024-03-01' + cast(i % 60 as integer) from range(0, 400) t(i)");
        statement.execute("insert into silver.pedidos values (1000, 1, 1, 1, 10, '2024-06-28')");
        String known = "select * exclude (comprou, gastou) from (" + query("clientes_por_corte.sql")
                + ") where data_corte = date '2024-04-30' order by 1";
        String labels = "select sum(comprou::int), sum(gastou) from (" + query("clientes_por_corte.sql")
                + ") where data_corte = date '2024-04-30'";
        List<String> before = results(known);
        assertThat(before).hasSize(100);
        assertThat(results(labels)).containsExactly("1|10.00");

        statement.execute("insert into silver.pedidos select 2000 + i, 2 * (i % 50 + 1), 4, 9, 999.99,"
                + " date '2024-04-30' + cast(i % 60 as integer) from range(0, 500) t(i)");
        statement.execute("update silver.clientes set cidade = 'Xanxerê', idade = 99 where id % 2 = 0");

        assertThat(results(labels)).containsExactly("51|500005.00");
        assertThat(results(known)).isEqualTo(before);
    }

    private List<String> rows(String file) throws SQLException, IOException {
        return results(query(file) + " order by 1, 2");
    }

    private List<String> types(String file) throws SQLException, IOException {
        return results("select column_name || ' ' || column_type from (describe " + query(file) + ")");
    }

    private List<String> results(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(String.valueOf(result.getObject(column)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static String query(String file) throws IOException {
        return Files.readString(PIPELINE.resolve(file));
    }
}
