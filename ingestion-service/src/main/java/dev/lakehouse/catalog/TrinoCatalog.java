package dev.lakehouse.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.TrinoSettings;
import io.trino.jdbc.TrinoDriver;

/**
 * The catalog as Trino shows and changes it. Its methods throw failures of kind external where Trino or the metastore behind
 * it does not answer, of kind user where it refuses.
 */
final class TrinoCatalog implements AutoCloseable {
    private static final Pattern LOCATION = Pattern.compile("(?m)^\\s+location = '((?:[^']|'')*)'");
    private static final int TIMEOUT_SECONDS = 60;

    private final TrinoSettings trino;
    private final Connection connection;

    private TrinoCatalog(TrinoSettings trino, Connection connection) {
        this.trino = trino;
        this.connection = connection;
    }

    /** Opens a connection; whether Trino answers shows at the first question. */
    static TrinoCatalog connect(TrinoSettings trino) {
        Properties properties = new Properties();
        properties.setProperty("user", trino.user());
        properties.setProperty("source", "lakehouse");
        trino.password().ifPresent(password -> {
            properties.setProperty("password", password.value());
            properties.setProperty("SSL", "true");
        });
        trino.certificate().ifPresent(file -> {
            properties.setProperty("SSL", "true");
            properties.setProperty("SSLTrustStorePath", file.toString());
        });
        trino.certificateName().ifPresent(name -> properties.setProperty("hostnameInCertificate", name));
        try {
            return new TrinoCatalog(trino, new TrinoDriver().connect(trino.url(), properties));
        } catch (SQLException e) {
            throw CatalogFailures.of(trino, "to connect", e);
        }
    }

    Set<String> schemas() {
        return new TreeSet<>(asking(
                "to list schemas",
                "select schema_name from %s.information_schema.schemata".formatted(trino.catalog())));
    }

    /** The tables of the schemas, views excepted. */
    Set<CatalogTable> tables(List<String> schemas) {
        Set<CatalogTable> tables = new TreeSet<>();
        String list = String.join(", ", schemas.stream().map(TrinoCatalog::text).toList());
        String sql = "select table_schema || '.' || table_name from %s.information_schema.tables"
                + " where table_schema in (%s) and table_type = 'BASE TABLE'";
        for (String name : asking("to list tables", sql.formatted(trino.catalog(), list))) {
            int dot = name.indexOf('.');
            tables.add(new CatalogTable(name.substring(0, dot), name.substring(dot + 1)));
        }
        return tables;
    }

    /** Where a registered table lies; {@code empty} where Trino finds no table there, and a reason where it cannot say. */
    record Place(Optional<String> location, boolean empty, String reason) {
        static Place unknown(boolean empty, String reason) {
            return new Place(Optional.empty(), empty, reason);
        }
    }

    Place place(CatalogTable table) {
        String sql = "show create table " + named(table);
        try {
            for (String definition : ask(sql)) {
                Matcher location = LOCATION.matcher(definition);
                if (location.find()) {
                    return new Place(Optional.of(location.group(1).replace("''", "'")), false, "");
                }
            }
            return Place.unknown(false, "its definition names no location");
        } catch (SQLException e) {
            if (!CatalogFailures.isAnswer(e)) {
                throw CatalogFailures.of(trino, "to describe " + table, e);
            }
            return Place.unknown(CatalogFailures.findsNoTable(e), CatalogFailures.reason(e));
        }
    }

    /** Reads one row of a table, if it has any, which takes the metastore, its log and a data file. */
    void readOneRow(CatalogTable table) {
        asking("to read " + table, "select count(*) from (select 1 from %s limit 1)".formatted(named(table)));
    }

    void createSchema(String schema, String location) {
        change(
                "to create the schema " + schema,
                "create schema if not exists %s.%s with (location = %s)"
                        .formatted(trino.catalog(), quoted(schema), text(location)),
                CatalogFailures.IS_THERE);
    }

    /** Registers it; another who did so at the same time is as good. */
    void register(CatalogTable table, String location) {
        change(
                "to register " + table,
                "call %s.system.register_table(schema_name => %s, table_name => %s, table_location => %s)"
                        .formatted(trino.catalog(), text(table.schema()), text(table.table()), text(location)),
                CatalogFailures.IS_THERE);
    }

    /** Takes a table out of the catalog; its files stay. */
    void unregister(CatalogTable table) {
        change(
                "to unregister " + table,
                "call %s.system.unregister_table(schema_name => %s, table_name => %s)"
                        .formatted(trino.catalog(), text(table.schema()), text(table.table())),
                CatalogFailures.IS_GONE);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // All was asked and answered by then.
        }
    }

    private void change(String doing, String sql, Set<Integer> doneBefore) {
        try {
            ask(sql);
        } catch (SQLException e) {
            if (!CatalogFailures.isAnswer(e) || !doneBefore.contains(e.getErrorCode())) {
                throw CatalogFailures.of(trino, doing, e);
            }
        }
    }

    private List<String> asking(String doing, String sql) {
        try {
            return ask(sql);
        } catch (SQLException e) {
            throw CatalogFailures.of(trino, doing, e);
        }
    }

    /** The first column of the answer; none where the statement has no rows. */
    private List<String> ask(String sql) throws SQLException {
        List<String> answer = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        answer.add(rows.getString(1));
                    }
                }
            }
        }
        return answer;
    }

    private String named(CatalogTable table) {
        return trino.catalog() + "." + quoted(table.schema()) + "." + quoted(table.table());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
