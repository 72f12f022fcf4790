package dev.lakehouse.journey;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** Compiles the SQL of gold tables, one after the other, over the tables that the pipeline makes before them. */
final class CheckGold {
    private final Engine engine;
    private final PipelineLines lines;
    private final Map<TableName, TableSchema> known;
    private final Set<TableName> doubtful;
    private final FoundProblems found = new FoundProblems();

    /**
     * @param known the columns of the silver tables
     * @param doubtful tables that the pipeline makes, and whose columns nobody knows because something is wrong with them
     */
    CheckGold(Engine engine, PipelineLines lines, Map<TableName, TableSchema> known, Set<TableName> doubtful) {
        this.engine = engine;
        this.lines = lines;
        this.known = new HashMap<>(known);
        this.doubtful = new HashSet<>(doubtful);
    }

    /** What is wrong with the tables that were checked. */
    List<Problem> problems() {
        return found.all();
    }

    /** The columns of silver tables, and of the gold tables that were checked and found right. */
    Map<TableName, TableSchema> known() {
        return Map.copyOf(known);
    }

    /** Checks the next table; a query over what is doubtful itself is parsed and no more. */
    void check(GoldTable table) {
        boolean parsed = found.attempt(e -> SqlFiles.problem(table.sql(), e), () -> checkInputs(table));
        if (!parsed || doubtful.contains(table.table())) {
            doubtful.add(table.table());
            return;
        }
        boolean compiled = found.attempt(
                e -> SqlFiles.problem(table.sql(), e),
                () -> known.put(table.table(), engine.describe(table.sql(), known)));
        if (compiled) {
            checkKeys(table, known.get(table.table()));
        } else {
            doubtful.add(table.table());
        }
    }

    private void checkInputs(GoldTable table) {
        for (TableReference reference : engine.references(table.sql().text())) {
            TableName input = reference.table();
            if (doubtful.contains(input)) {
                doubtful.add(table.table());
            } else if (!known.containsKey(input)) {
                found.add(unknownTable(table.sql(), input));
                doubtful.add(table.table());
            }
        }
    }

    private void checkKeys(GoldTable table, TableSchema schema) {
        boolean allThere = true;
        for (String key : table.key()) {
            if (schema.find(key).isEmpty()) {
                found.add(missingKey(table, key, schema));
                allThere = false;
            }
        }
        if (allThere) {
            CheckChangedKeys keys = new CheckChangedKeys(engine, table, schema);
            for (Map.Entry<TableName, ChangedKeys> input : table.changedKeys().entrySet()) {
                found.attempt(
                        e -> lines.ofChangedKeys(table.table(), input.getKey()).problem(e),
                        () -> keys.check(input.getKey(), input.getValue(), known));
            }
        }
    }

    private Problem unknownTable(SqlFile sql, TableName table) {
        List<String> names =
                known.keySet().stream().map(TableName::toString).sorted().toList();
        return new Place(sql.path().toString(), 0)
                .problem(
                        "it reads " + table + ", which the pipeline does not make before it",
                        "it makes " + String.join(", ", names),
                        Suggestion.nearest(table.toString(), names)
                                .map(name -> "did you mean " + name + "?")
                                .orElse("correct the name, or move the entry of that table up"));
    }

    private Problem missingKey(GoldTable table, String key, TableSchema schema) {
        return lines.ofKey(table.table(), "key")
                .problem(
                        table.sql().path().getFileName() + " yields no column " + key + ", which is in the key of "
                                + table.table(),
                        "it yields " + String.join(", ", schema.names()),
                        Suggestion.nearest(key, schema.names())
                                .map(name -> "did you mean " + name + "?")
                                .orElse("add the column to the query, or correct the key"));
    }
}
