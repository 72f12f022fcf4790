package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * A gold batch.
 *
 * @param inputs the tables that the query reads
 * @param changes by input, the files that came and went; empty to compute the whole table
 * @param target the gold table as it stands
 */
public record DeriveWork(
        GoldTable table,
        List<TableInput> inputs,
        Optional<Map<TableName, Change>> changes,
        TableInput target,
        long batch,
        Path output) {
    /** Files of an input that came and went: rows in both have not changed. */
    public record Change(TableInput added, TableInput removed) {
        public Change {
            requireNonNull(added, "added is null");
            requireNonNull(removed, "removed is null");
        }
    }

    public DeriveWork {
        requireNonNull(table, "table is null");
        inputs = List.copyOf(inputs);
        changes = changes.map(Map::copyOf);
        requireNonNull(target, "target is null");
        requireNonNull(output, "output is null");
    }
}
