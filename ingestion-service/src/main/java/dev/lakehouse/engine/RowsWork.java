package dev.lakehouse.engine;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Some rows of a table, in the order in which it holds them.
 *
 * @param columns of the table, in the order that is wanted
 * @param conditions that all hold
 * @param limit the most rows, 1 or more
 * @param offset how many rows to leave out first
 */
public record RowsWork(TableInput table, List<String> columns, List<Condition> conditions, long limit, long offset) {
    public RowsWork {
        requireNonNull(table, "table is null");
        columns = List.copyOf(columns);
        conditions = List.copyOf(conditions);
        if (columns.isEmpty() || !table.schema().names().containsAll(columns)) {
            throw new IllegalArgumentException(columns + " are not columns of " + table.name());
        }
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("limit " + limit + " or offset " + offset + " is out of bounds");
        }
    }
}
