package dev.lakehouse.journey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.engine.Condition;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.QueryWork;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.engine.TableReference.At;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
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

    /**
     * Some rows of a table at one version, in the order in which it holds them.
     *
     * @param columns which, in that order; all where the list is empty
     * @param conditions that all hold, in the form that {@link Condition#parse} reads
     */
    public void rows(
            TableSnapshot snapshot,
            List<String> columns,
            List<String> conditions,
            long limit,
            long offset,
            RowSink sink) {
        TableSchema schema = snapshot.schema();
        List<String> wanted = columns.isEmpty() ? schema.names() : columns;
        wanted.forEach(column -> requireColumn(column, snapshot));
        List<Condition> parsed =
                conditions.stream().map(text -> Condition.parse(text, schema)).toList();
        new PageOfRows(lake, engine, snapshot, wanted, parsed).read(limit, offset, sink);
    }

    /** A table as it is now, or at a point of its history; throws a failure of kind user where there is none. */
    public static TableSnapshot snapshot(Lake lake, TableName table, Optional<At> at) {
        DeltaTable existing = lake.existing(table);
        At point = at.orElse(null);
        if (point instanceof At.Version version) {
            return existing.snapshot(version.version());
        }
        if (point instanceof At.Timestamp timestamp) {
            return existing.snapshotAsOf(timestamp.instant());
        }
        return existing.snapshot().orElseThrow(() -> new IllegalStateException(table + " vanished"));
    }

    private static void requireColumn(String name, TableSnapshot snapshot) {
        List<String> names = snapshot.schema().names();
        if (!names.contains(name)) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "COLUMN_NOT_FOUND",
                    "There is no column '" + name + "' in " + snapshot.table(),
                    "it has " + String.join(", ", names),
                    Suggestion.didYouMean(name, names, "name one of them"));
        }
    }

    private TableSnapshot snapshot(TableReference reference) {
        return snapshot(lake, reference.table(), reference.at());
    }
}
