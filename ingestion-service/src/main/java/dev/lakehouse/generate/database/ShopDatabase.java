package dev.lakehouse.generate.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.lakehouse.config.ConnectionSettings;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * The shop's tables in a PostgreSQL database. Rows follow from their numbers, so that the same number of orders makes the same shop, but
 * for the times of changes.
 */
public final class ShopDatabase {
    /** In the order in which they refer to one another. */
    private static final List<String> TABLES = List.of("clientes", "produtos", "pedidos");

    private static final String TABLES_SQL = """
            create table if not exists clientes (
                id bigint primary key,
                nome text not null,
                email text not null,
                telefone text,
                cidade text not null,
                idade integer check (idade between 0 and 130),
                atualizado_em timestamptz not null default clock_timestamp());
            create table if not exists produtos (
                id bigint primary key,
                nome_produto text not null,
                categoria text not null,
                preco numeric(10, 2) not null check (preco >= 0),
                estoque integer not null);
            create table if not exists pedidos (
                id bigint primary key,
                id_cliente bigint not null references clientes,
                id_produto bigint not null references produtos,
                quantidade integer not null,
                status text not null,
                valor_total numeric(12, 2) not null,
                data_pedido date not null,
                atualizado_em timestamptz not null default clock_timestamp());
            create index if not exists clientes_atualizado_em on clientes (atualizado_em);
            create index if not exists pedidos_atualizado_em on pedidos (atualizado_em)
            """;
    private static final String CUSTOMERS = """
            insert into clientes
            select i, (array['Ana', 'Bruno', 'Carla', 'Davi', 'Elisa', 'Fábio'])[1 + i % 6] || ' '
                    || (array['Souza', 'Lima', 'Gonçalves', 'Araújo', 'Silva'])[1 + i / 6 % 5],
                'cliente' || i || '@exemplo.com', '+55 11 9' || lpad((i * 7919 % 100000000)::text, 8, '0'),
                (array['São Paulo', 'Recife', 'Belém', 'Curitiba'])[1 + i % 4], 18 + i * 31 % 70, clock_timestamp()
            from generate_series(1, ?) i
            """;
    private static final String PRODUCTS = """
            insert into produtos
            select i, 'Produto ' || i, (array['Livros', 'Casa', 'Moda', 'Eletrônicos'])[1 + i % 4],
                round(5 + i * 37 % 9000 / 7.0, 2), i * 13 % 500
            from generate_series(1, ?) i
            """;
    /** After the last one that is there. */
    private static final String ORDERS = """
            insert into pedidos
            select i, c.id, p.id, 1 + i % 5, (array['novo', 'pago', 'enviado', 'entregue'])[1 + i % 4],
                p.preco * (1 + i % 5), date '2024-01-01' + (i % 365)::int, clock_timestamp()
            from (select coalesce(max(id), 0) as last from pedidos) l
            cross join lateral generate_series(l.last + 1, l.last + ?) i
            join clientes c on c.id = 1 + i * 7919 % (select count(*) from clientes)
            join produtos p on p.id = 1 + i * 104729 % (select count(*) from produtos)
            """;

    private static final List<String> CHANGES = List.of(
            "update pedidos set status = 'entregue', atualizado_em = clock_timestamp() where id % 50 = 0",
            "update clientes set cidade = 'Fortaleza', atualizado_em = clock_timestamp() where id % 40 = 0",
            "update produtos set preco = round(preco * 1.10, 2), estoque = estoque + 10 where id % 10 = 0");

    private final ConnectionSettings settings;

    public ShopDatabase(ConnectionSettings settings) {
        this.settings = requireNonNull(settings, "settings is null");
    }

    /** Makes the tables and fills them; throws a failure of kind user where there are rows in one of them. */
    public Map<String, Long> make(long orders) {
        return inOneTransaction(connection -> {
            execute(connection, TABLES_SQL);
            for (String table : TABLES) {
                if (count(connection, table) > 0) {
                    throw new LakehouseException(
                            FailureKind.USER,
                            "SHOP_THERE_ALREADY",
                            "There is a shop in the database of the connection " + settings.name(),
                            "its table " + table + " has rows",
                            "change it with --changes, or name another database");
                }
            }
            update(connection, CUSTOMERS, Math.max(1, orders / 10));
            update(connection, PRODUCTS, Math.max(1, Math.min(2_000, orders / 20)));
            update(connection, ORDERS, orders);
            for (String table : TABLES) {
                execute(connection, "analyze " + table);
            }
            return counts(connection);
        });
    }

    /** A later day: new orders, and changes of orders, customers and products. */
    public Map<String, Long> change(long orders) {
        return inOneTransaction(connection -> {
            for (String change : CHANGES) {
                execute(connection, change);
            }
            update(connection, ORDERS, orders);
            return counts(connection);
        });
    }

    private interface Work {
        Map<String, Long> run(Connection connection) throws SQLException;
    }

    private Map<String, Long> inOneTransaction(Work work) {
        Properties login = new Properties();
        settings.user().ifPresent(user -> login.setProperty("user", user));
        settings.password().ifPresent(password -> login.setProperty("password", password.value()));
        try (Connection connection = DriverManager.getConnection(settings.url(), login)) {
            connection.setAutoCommit(false);
            Map<String, Long> counts = work.run(connection);
            connection.commit();
            return counts;
        } catch (SQLException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "SHOP_NOT_MADE",
                    "The shop cannot be written to the database of the connection " + settings.name(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "name a PostgreSQL database in which the user of the connection may make tables",
                    e);
        }
    }

    private static Map<String, Long> counts(Connection connection) throws SQLException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : TABLES) {
            counts.put(table, count(connection, table));
        }
        return counts;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void update(Connection connection, String sql, long rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, rows);
            statement.executeUpdate();
        }
    }
}
