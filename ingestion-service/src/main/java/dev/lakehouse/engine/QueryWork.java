package dev.lakehouse.engine;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/** A query, and the tables that {@link Engine#references} found in it. */
public record QueryWork(String sql, Map<TableReference, TableInput> tables) {
    public QueryWork {
        requireNonNull(sql, "sql is null");
        tables = Map.copyOf(tables);
    }
}
