package dev.lakehouse.engine.duckdb;

import java.time.Instant;

/** Values as DuckDB's SQL writes them. */
final class Literals {
    private Literals() {}

    static String timestamp(Instant instant) {
        return "timestamptz '" + instant + "'";
    }
}
