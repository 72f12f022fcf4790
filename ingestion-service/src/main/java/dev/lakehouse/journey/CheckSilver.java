package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Rule;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.SqlFile;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
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

    /** One failure a piece of SQL that is wrong. */
    List<LakehouseException> problems(SilverTable table) {
        List<LakehouseException> problems = new ArrayList<>();
        Optional<TableSchema> bronze = BronzeColumns.of(table, pipeline, existing);
        attempt(problems, () -> table.sql().ifPresent(sql -> checkQuery(table, sql, bronze)));
        // What a query that is wrong yields nobody knows: then expressions over it can only be parsed.
        Optional<TableSchema> columns = problems.isEmpty() ? bronze : Optional.empty();
        existing.apply(table.bronze())
                .ifPresent(landed -> LandedColumns.missing(table, pipeline, landed)
                        .forEach((column, missing) -> problems.add(at(lines.ofColumn(table, column), missing))));
        for (SilverColumn column : table.columns()) {
            attempt(problems, () -> column.expression().ifPresent(sql -> checkExpression(table, column, sql, columns)));
        }
        for (Rule rule : table.rules()) {
            if (rule instanceof Rule.Check check) {
                attempt(problems, () -> checkCondition(table, check));
            }
        }
        return problems;
    }

    private static LakehouseException at(String place, LakehouseException problem) {
        return new LakehouseException(
                problem.kind(), problem.code(), place + ": " + problem.what(), problem.why(), problem.fix());
    }

    private static void attempt(List<LakehouseException> problems, Runnable check) {
        try {
            check.run();
        } catch (LakehouseException e) {
            problems.add(e);
        }
    }

    private void checkQuery(SilverTable table, SqlFile sql, Optional<TableSchema> bronze) {
        for (TableReference reference : SqlFiles.references(engine, sql)) {
            if (!reference.table().equals(table.bronze())) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "TABLE_NOT_IN_PIPELINE",
                        sql.path() + " reads " + reference.table() + ", which the query of " + table.table()
                                + " cannot",
                        "it is over the new rows of " + table.bronze() + " alone",
                        "read " + table.bronze() + "; join tables in gold");
            }
        }
        bronze.ifPresent(schema -> checkYield(table, sql, engine.describe(sql, Map.of(table.bronze(), schema))));
    }

    private static void checkYield(SilverTable table, SqlFile sql, TableSchema yielded) {
        for (String name : BronzeColumns.POSITIONS) {
            if (yielded.find(name).isEmpty()) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "SQL_INVALID",
                        sql.path() + " does not pass on bronze's column " + name,
                        "by " + String.join(" and ", BronzeColumns.POSITIONS) + " the row's place in its file is known",
                        "start the query with select *, and add to it");
            }
        }
        for (SilverColumn column : table.columns()) {
            if (column.expression().isEmpty()
                    && yielded.findAnyCase(column.from()).isEmpty()) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "SQL_INVALID",
                        sql.path() + " yields no column " + column.from() + ", of which " + table.table() + " makes "
                                + column.name(),
                        "it yields "
                                + String.join(
                                        ", ",
                                        yielded.names().stream()
                                                .filter(name -> !BronzeColumns.POSITIONS.contains(name))
                                                .toList()),
                        Suggestion.didYouMean(
                                column.from(), yielded.names(), "add it to the query, or correct pipeline.yml"));
            }
        }
    }

    private void checkExpression(SilverTable table, SilverColumn column, String sql, Optional<TableSchema> bronze) {
        String value = "(" + sql + "\n) as value";
        String from = table.sql()
                        .map(query -> "(" + query.text() + "\n)")
                        .orElse(table.bronze().toString()) + " b";
        compile(
                () -> {
                    engine.references("select " + value);
                    // A row's own columns stand beside the value: it cannot be an aggregate.
                    bronze.ifPresent(schema -> engine.describe(
                            "select value from (select b.__row, " + value + " from " + from + ")",
                            Map.of(table.bronze(), schema)));
                },
                () -> lines.ofExpression(table, column.name()) + ": the expression of " + table.table() + "."
                        + column.name() + " does not compile: " + sql.strip(),
                "correct it; it is over the columns of " + table.bronze());
    }

    private void checkCondition(SilverTable table, Rule.Check check) {
        compile(
                () -> engine.describe(
                        "select (" + check.condition() + "\n)::boolean as kept from " + table.table(),
                        Map.of(table.table(), table.schema())),
                () -> lines.ofCheck(table, check) + ": the rule " + check.label() + " of " + table.table()
                        + " does not compile: " + check.condition(),
                "correct its condition; it is over the columns of " + table.table());
    }

    private static void compile(Runnable work, Supplier<String> what, String fix) {
        try {
            work.run();
        } catch (LakehouseException e) {
            throw new LakehouseException(e.kind(), e.code(), what.get(), SqlFiles.reason(e), fix, e);
        }
    }
}
