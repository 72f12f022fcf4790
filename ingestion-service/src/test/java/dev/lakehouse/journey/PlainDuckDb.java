package dev.lakehouse.journey;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DuckDB as anybody has it, over views of tables' files; none of our code is in its way. */
final class PlainDuckDb implements AutoCloseable {
    private final Connection connection;

    PlainDuckDb() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        execute("set TimeZone = 'UTC'");
    }

    /** All tables of a home as they are now, under their own names. */
    static PlainDuckDb over(Path home) {
        PlainDuckDb duckdb = new PlainDuckDb();
        for (Map.Entry<String, DeltaLog> table : DeltaLog.all(home).entrySet()) {
            duckdb.view(table.getKey(), table.getValue(), table.getValue().version());
        }
        return duckdb;
    }

    /** A table at a version, under a name {@code schema.table}. */
    PlainDuckDb view(String name, DeltaLog table, long version) {
        execute("create schema if not exists " + name.substring(0, name.indexOf('.')));
        execute("create or replace view " + name + " as " + table.select(version));
        return this;
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query in its order, values as DuckDB prints them, parted by {@code |}. */
    List<String> rows(String sql) {
        return values(sql).stream().map(row -> String.join("|", row)).toList();
    }

    /** The rows of a query in its order; null is the text {@code null}. */
    List<List<String>> values(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    row.add(String.valueOf(result.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String sql) {
        return Long.parseLong(rows(sql).get(0));
    }

    /** How many rows are in one query's result and not in that of the other, either way; repeated rows count each. */
    long difference(String one, String other) {
        return number("select count(*) from ((from (" + one + "\n) except all from (" + other + "\n)) union all (from ("
                + other + "\n) except all from (" + one + "\n)))");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
