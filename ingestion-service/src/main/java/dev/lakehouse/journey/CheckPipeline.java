package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * Checks what reading a pipeline cannot: that its gold SQL compiles over the tables that it names, and yields the key, and that
 * the conditions of silver's checks compile. Expressions over bronze are not checked, for only the files know its columns.
 */
public final class CheckPipeline {
    private final Engine engine;

    public CheckPipeline(Engine engine) {
        this.engine = requireNonNull(engine, "engine is null");
    }

    /** One failure a problem, in the order of the tables; none where the SQL is right. */
    public List<LakehouseException> problems(Pipeline pipeline) {
        Map<TableName, TableSchema> known = new HashMap<>();
        for (SilverTable table : pipeline.silver()) {
            known.put(table.table(), table.schema());
        }
        List<LakehouseException> problems = new ArrayList<>();
        for (SilverTable table : pipeline.silver()) {
            for (Rule rule : table.rules()) {
                if (rule instanceof Rule.Check check) {
                    conditionProblem(table, check, known).ifPresent(problems::add);
                }
            }
        }
        for (GoldTable table : pipeline.gold()) {
            try {
                known.put(table.table(), check(table, known));
            } catch (LakehouseException e) {
                problems.add(e);
            }
        }
        return problems;
    }

    private Optional<LakehouseException> conditionProblem(
            SilverTable table, Rule.Check check, Map<TableName, TableSchema> known) {
        try {
            engine.describe("select (" + check.condition() + "\n)::boolean as kept from " + table.table(), known);
            return Optional.empty();
        } catch (LakehouseException e) {
            return Optional.of(new LakehouseException(
                    e.kind(),
                    e.code(),
                    "The rule " + check.label() + " of " + table.table() + " does not compile: " + check.condition(),
                    e.why(),
                    "correct its condition in pipeline.yml; it is over the columns of " + table.table(),
                    e));
        }
    }

    private TableSchema check(GoldTable table, Map<TableName, TableSchema> known) {
        for (TableReference reference : engine.references(table.sql().text())) {
            if (!known.containsKey(reference.table())) {
                throw unknownTable(table.sql(), reference.table(), known);
            }
        }
        TableSchema schema = engine.describe(table.sql(), known);
        for (String key : table.key()) {
            if (schema.find(key).isEmpty()) {
                throw missingKey(table, key, schema);
            }
        }
        for (Map.Entry<TableName, ChangedKeys> keys : table.changedKeys().entrySet()) {
            if (keys.getValue() instanceof ChangedKeys.Query query) {
                checkChangedKeys(table, keys.getKey(), query, known);
            }
        }
        return schema;
    }

    /** In such a query {@code changed} has the input's columns. */
    private void checkChangedKeys(
            GoldTable table, TableName input, ChangedKeys.Query query, Map<TableName, TableSchema> known) {
        String what = "changed_keys of " + table.table() + ": the query for " + input;
        TableSchema keys;
        try {
            keys = engine.describe("with changed as (from " + input + ") select * from (" + query.sql() + "\n)", known);
        } catch (LakehouseException e) {
            throw new LakehouseException(
                    e.kind(), e.code(), what + " does not compile", e.why(), "correct the query in pipeline.yml", e);
        }
        if (keys.columns().size() != table.key().size()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "SQL_INVALID",
                    what + " yields " + keys.columns().size() + " columns",
                    "the key has " + table.key().size() + ": " + String.join(", ", table.key()),
                    "select the key's columns, in its order");
        }
    }

    private static LakehouseException unknownTable(SqlFile sql, TableName table, Map<TableName, TableSchema> known) {
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
