package dev.lakehouse.journey;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.silver.LandedColumns;

/** Compiles the SQL of silver tables: their queries and expressions over bronze, and their conditions over themselves. */
final class CheckSilver {
    private final Engine engine;
    private final Pipeline pipeline;
    private final Function<TableName, Optional<TableSchema>> existing;
    private final PipelineLines lines;

    CheckSilver(Engine engine, Pipeline pipeline, Function<TableName, Optional<TableSchema>> existing) {
        this.engine = engine;
        this.pipeline = pipeline;
        this.existing = existing;
        this.lines = new PipelineLines(pipeline);
    }

    /**
     * One problem a piece of SQL that is wrong.
     *
     * @param sound whether the table's columns are known; where they are not, SQL is parsed and no more
     */
    List<Problem> problems(SilverTable table, boolean sound) {
        FoundProblems found = new FoundProblems();
        Optional<TableSchema> bronze =
                sound ? BronzeColumns.of(table, pipeline, existing) : Optional.<TableSchema>empty();
        boolean queryIsRight = table.sql()
                .map(sql -> found.attempt(e -> SqlFiles.problem(sql, e), () -> checkQuery(found, table, sql, bronze)))
                .orElse(true);
        boolean yieldIsRight = queryIsRight && found.all().isEmpty();
        // What a query that is wrong yields nobody knows: then expressions over it can only be parsed.
        Optional<TableSchema> columns = yieldIsRight ? bronze : Optional.empty();
        if (sound) {
            existing.apply(table.bronze())
                    .ifPresent(landed -> LandedColumns.missing(table, pipeline, landed)
                            .forEach((column, missing) ->
                                    found.add(lines.ofColumn(table, column).problem(missing))));
        }
        for (SilverColumn column : table.columns()) {
            column.expression().ifPresent(sql -> checkExpression(found, table, column, sql, columns));
        }
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.Check check) {
                checkCondition(found, table, check, sound);
            }
        }
        return found.all();
    }

    private void checkQuery(FoundProblems found, SilverTable table, SqlFile sql, Optional<TableSchema> bronze) {
        for (TableReference reference : engine.references(sql.text())) {
            if (!reference.table().equals(table.bronze())) {
                found.add(whole(sql)
                        .problem(
                                "it reads " + reference.table() + ", which the query of " + table.table() + " cannot",
                                "it is over the new rows of " + table.bronze() + " alone",
                                "read " + table.bronze() + "; join tables in gold"));
                return;
            }
        }
        bronze.ifPresent(schema -> checkYield(found, table, sql, engine.describe(sql, Map.of(table.bronze(), schema))));
    }

    private static void checkYield(FoundProblems found, SilverTable table, SqlFile sql, TableSchema yielded) {
        for (String name : BronzeColumns.POSITIONS) {
            if (yielded.find(name).isEmpty()) {
                found.add(whole(sql)
                        .problem(
                                "it does not pass on bronze's column " + name,
                                "by " + String.join(" and ", BronzeColumns.POSITIONS)
                                        + " the row's place in its file is known",
                                "start the query with select *, and add to it"));
                return;
            }
        }
        List<String> names = yielded.names().stream()
                .filter(name -> !BronzeColumns.POSITIONS.contains(name))
                .toList();
        for (SilverColumn column : table.columns()) {
            if (column.expression().isEmpty()
                    && yielded.findAnyCase(column.from()).isEmpty()) {
                found.add(whole(sql)
                        .problem(
                                "it yields no column " + column.from() + ", of which " + table.table() + " makes "
                                        + column.name(),
                                "it yields " + String.join(", ", names),
                                Suggestion.didYouMean(
                                        column.from(), names, "add it to the query, or correct pipeline.yml")));
            }
        }
    }

    private static Place whole(SqlFile sql) {
        return new Place(sql.path().toString(), 0);
    }

    private void checkExpression(
            FoundProblems found, SilverTable table, SilverColumn column, String sql, Optional<TableSchema> bronze) {
        String value = "(" + sql + "\n) as value";
        String from = table.sql()
                        .map(query -> "(" + query.text() + "\n)")
                        .orElse(table.bronze().toString()) + " b";
        found.attempt(
                e -> lines.ofExpression(table, column.name())
                        .problem(
                                "the expression of " + table.table() + "." + column.name() + " does not compile: "
                                        + sql.strip(),
                                SqlFiles.reason(e),
                                "correct it; it is over the columns of " + table.bronze()),
                () -> {
                    engine.references("select " + value);
                    // A row's own columns stand beside the value: it cannot be an aggregate.
                    bronze.ifPresent(schema -> engine.describe(
                            "select value from (select b.__row, " + value + " from " + from + ")",
                            Map.of(table.bronze(), schema)));
                });
    }

    private void checkCondition(FoundProblems found, SilverTable table, Rule.Check check, boolean sound) {
        String query = "select (" + check.condition() + "\n)::boolean as kept from " + table.table();
        found.attempt(
                e -> lines.ofCheck(table, check)
                        .problem(
                                "the rule " + check.label() + " of " + table.table() + " does not compile: "
                                        + check.condition(),
                                SqlFiles.reason(e),
                                "correct its condition; it is over the columns of " + table.table()),
                () -> {
                    if (sound) {
                        engine.describe(query, Map.of(table.table(), table.schema()));
                    } else {
                        engine.references(query);
                    }
                });
    }
}
