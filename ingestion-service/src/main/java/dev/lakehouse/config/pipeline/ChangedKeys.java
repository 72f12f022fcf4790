package dev.lakehouse.config.pipeline;

import java.util.List;

import static java.util.Objects.requireNonNull;

/** Which keys of a gold table a changed row of one input touches. */
public sealed interface ChangedKeys {

    /**
     * The input's columns hold the gold key, in the key's order. This also promises that a gold row depends on no other rows
     * of that input, so that only those are read.
     */
    record Columns(List<String> columns) implements ChangedKeys {
        public Columns {
            columns = List.copyOf(columns);
        }
    }

    /** A query that yields the keys, in the key's order; in it, {@code changed} is the input's changed rows, old and new. */
    record Query(String sql) implements ChangedKeys {
        public Query {
            requireNonNull(sql, "sql is null");
        }
    }
}
