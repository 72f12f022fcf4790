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

    private List<String> rows(String file) throws SQLException, IOException {
        return results(query(file) + " order by 1");
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
