package dev.lakehouse.journey;

import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** Compiles the SQL of gold tables over the tables that the pipeline makes before them. */
final class CheckGold {
    private final Engine engine;
    private final Map<TableName, TableSchema> known;

    /** @param known the columns of the tables that come before; grows from one gold table to the next */
    CheckGold(Engine engine, Map<TableName, TableSchema> known) {
        this.engine = engine;
        this.known = known;
    }

    /** The columns that the table will have; throws the first thing that is wrong with it. */
    TableSchema check(GoldTable table) {
        for (TableReference reference : SqlFiles.references(engine, table.sql())) {
            if (!known.containsKey(reference.table())) {
                throw unknownTable(table.sql(), reference.table());
            }
        }
        TableSchema schema = engine.describe(table.sql(), known);
        for (String key : table.key()) {
            if (schema.find(key).isEmpty()) {
                throw missingKey(table, key, schema);
            }
        }
        CheckChangedKeys keys = new CheckChangedKeys(engine, table, schema);
        for (Map.Entry<TableName, ChangedKeys> input : table.changedKeys().entrySet()) {
            keys.check(input.getKey(), input.getValue(), known);
        }
        return schema;
    }

    private LakehouseException unknownTable(SqlFile sql, TableName table) {
        List<String> names =
                known.keySet().stream().map(TableName::toString).sorted().toList();
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_NOT_IN_PIPELINE",
                sql.path() + " reads " + table + ", which the pipeline does not make before it",
                "it makes " + String.join(", ", names),
                Suggestion.nearest(table.toString(), names)
                        .map(name -> "did you mean " + name + "?")
                        .orElse("correct the name, or move the entry of that table up"));
    }

    private static LakehouseException missingKey(GoldTable table, String key, TableSchema schema) {
        return new LakehouseException(
                FailureKind.USER,
                "KEY_MISSING",
                table.sql().path() + " yields no column " + key + ", which is in the key of " + table.table(),
                "it yields " + String.join(", ", schema.names()),
                Suggestion.nearest(key, schema.names())
                        .map(name -> "did you mean " + name + "?")
                        .orElse("add the column to the query, or correct the key in pipeline.yml"));
    }
}
