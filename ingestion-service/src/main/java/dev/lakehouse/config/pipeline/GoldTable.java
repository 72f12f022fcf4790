package dev.lakehouse.config.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * A query over silver (and other gold) tables, kept up to date.
 *
 * @param key the columns that identify a row; empty only for {@code replace}
 * @param changedKeys by input ({@code silver.pedidos}): which keys its changed rows touch. A change of an input that is not
 *     named here computes the whole table again
 */
public record GoldTable(
        String name, List<String> key, GoldLoad load, SqlFile sql, Map<TableName, ChangedKeys> changedKeys) {
    public GoldTable {
        requireNonNull(name, "name is null");
        key = List.copyOf(key);
        requireNonNull(load, "load is null");
        requireNonNull(sql, "sql is null");
        changedKeys = Collections.unmodifiableMap(new LinkedHashMap<>(changedKeys));
    }

    /** Its name in the lake. */
    public TableName table() {
        return new TableName(Layer.GOLD, name);
    }
}
