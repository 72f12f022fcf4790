package dev.lakehouse.engine.duckdb;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;

/**
 * How the columns of decoded files are called in bronze. Of those of one file that differ in case alone, or in characters that
 * no name may have, the later ones are numbered; columns of several files that are called alike are one.
 */
final class DecodedNames {
    /** By name in lower case, as it is spelled. */
    private final Map<String, String> spelled = new HashMap<>();

    private int file = -1;
    private List<Column> landed = List.of();
    private Map<String, ColumnType> named = Map.of();

    /** @param known what bronze has; its spelling counts, else the source's, else that which comes first */
    DecodedNames(Source source, TableSchema known) {
        known.names().forEach(this::spell);
        BronzeNames.declared(source).forEach(column -> spell(column.name()));
    }

    /** A batch's columns in their order, by name in bronze, each with the type that landed. */
    Map<String, ColumnType> of(DecodedBatch batch) {
        if (batch.file() != file || !batch.columns().equals(landed)) {
            file = batch.file();
            landed = batch.columns();
            named = named();
        }
        return named;
    }

    private Map<String, ColumnType> named() {
        Map<String, ColumnType> columns = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Column column : landed) {
            String legal = BronzeNames.of(column.name(), columns.size() + 1);
            String name = legal;
            for (int i = 2; !taken.add(name); i++) {
                name = legal + "_" + i;
            }
            columns.put(spell(name), column.type());
        }
        return columns;
    }

    private String spell(String name) {
        return spelled.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> name);
    }
}
