package dev.lakehouse.engine;

import java.util.Optional;

import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/** A table that a query names; {@code at} is the version or the instant it asks for (DuckDB's {@code AT} clause). */
public record TableReference(TableName table, Optional<At> at) {
    /** A point in a table's history. */
    public sealed interface At {
        /** {@code AT (VERSION => 3)}. */
        record Version(long version) implements At {}

        /** {@code AT (TIMESTAMP => TIMESTAMP '2024-01-31 12:00:00')}, in UTC. */
        record Timestamp(java.time.Instant instant) implements At {}
    }

    public TableReference {
        requireNonNull(table, "table is null");
        requireNonNull(at, "at is null");
    }
}
