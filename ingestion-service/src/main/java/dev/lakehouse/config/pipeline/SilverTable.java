package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * A typed, checked and deduplicated table.
 *
 * @param from the source whose bronze table it is made from
 * @param key the columns that identify a row; empty for {@code append}
 * @param sequence the columns that order the changes of one key, first one first; empty: the later arrival wins
 * @param sql a query over {@code bronze.<from>}, where more is needed than renames, casts and expressions; it passes on
 *     bronze's columns that start with {@code _}
 */
public record SilverTable(
        String name,
        String from,
        List<String> key,
        SilverLoad load,
        List<String> sequence,
        List<SilverColumn> columns,
        List<Rule> rules,
        Optional<SqlFile> sql) {
    public SilverTable {
        requireNonNull(name, "name is null");
        requireNonNull(from, "from is null");
        key = List.copyOf(key);
        requireNonNull(load, "load is null");
        sequence = List.copyOf(sequence);
        columns = List.copyOf(columns);
        rules = List.copyOf(rules);
        requireNonNull(sql, "sql is null");
    }

    /** Its name in the lake. */
    public TableName table() {
        return new TableName(Layer.SILVER, name);
    }

    /** The bronze table that it is made from. */
    public TableName bronze() {
        return new TableName(Layer.BRONZE, from);
    }

    /** Its columns in Delta's terms. */
    public TableSchema schema() {
        return new TableSchema(columns.stream()
                .map(column -> new Column(column.name(), column.type()))
                .toList());
    }
}
