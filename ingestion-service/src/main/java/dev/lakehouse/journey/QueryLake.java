package dev.lakehouse.journey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.QueryWork;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.engine.TableReference.At;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

import static java.util.Objects.requireNonNull;

/** Answers questions about a lake's tables. */
public final class QueryLake {
    private final Lake lake;
    private final Engine engine;

    public QueryLake(Lake lake, Engine engine) {
        this.lake = requireNonNull(lake, "lake is null");
        this.engine = requireNonNull(engine, "engine is null");
    }

    /** Runs a {@code SELECT} over any tables, each as it is now or as its {@code AT} clause says. */
    public void sql(String query, RowSink sink) {
        Map<TableReference, TableInput> tables = new HashMap<>();
        try {
            for (TableReference reference : engine.references(query)) {
                tables.put(reference, TableInputs.of(lake, snapshot(reference)));
            }
            engine.query(new QueryWork(query, tables), sink);
        } finally {
            lake.storage().release();
        }
    }

    /** The rows of a table, at a point of its history where one is given. */
    public void rows(TableName table, Optional<At> at, OptionalLong limit, RowSink sink) {
        TableReference reference = new TableReference(table, Optional.empty());
        String query = "select * from " + table + (limit.isPresent() ? " limit " + limit.getAsLong() : "");
        try {
            TableInput input = TableInputs.of(lake, snapshot(new TableReference(table, at)));
            engine.query(new QueryWork(query, Map.of(reference, input)), sink);
        } finally {
            lake.storage().release();
        }
    }

    private TableSnapshot snapshot(TableReference reference) {
        DeltaTable table = lake.existing(reference.table());
        At at = reference.at().orElse(null);
        if (at instanceof At.Version version) {
            return table.snapshot(version.version());
        }
        if (at instanceof At.Timestamp timestamp) {
            return table.snapshotAsOf(timestamp.instant());
        }
        return table.snapshot().orElseThrow(() -> new IllegalStateException(table.name() + " vanished"));
    }
}
