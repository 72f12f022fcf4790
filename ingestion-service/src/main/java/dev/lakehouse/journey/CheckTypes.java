package dev.lakehouse.journey;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** Finds columns whose type in the pipeline is another one than in the table that is there: a run would stop at them. */
final class CheckTypes {
    private final Function<TableName, Optional<TableSchema>> existing;
    private final Pipeline pipeline;

    CheckTypes(Pipeline pipeline, Function<TableName, Optional<TableSchema>> existing) {
        this.pipeline = pipeline;
        this.existing = existing;
    }

    /** One problem a column; none where there is no table yet. */
    List<Problem> problems(SilverTable table) {
        Optional<TableSchema> there = existing.apply(table.table());
        return there.map(schema -> schema.retyped(table.schema().columns()).stream()
                        .map(column -> problem(table, column, schema))
                        .toList())
                .orElse(List.of());
    }

    /** The same for the bronze table of a source. */
    List<Problem> problems(Source source) {
        Optional<TableSchema> there = existing.apply(source.table());
        return there.map(schema -> BronzeNames.retyped(source, schema).stream()
                        .map(column -> problem(source, column, schema))
                        .toList())
                .orElse(List.of());
    }

    private Problem problem(Source source, Column column, TableSchema there) {
        String before = type(column, there);
        return new PipelineLines(pipeline)
                .ofColumn(source, column.name())
                .problem(
                        source.table() + "." + column.name() + " is " + before + " in the lake, and " + column.type()
                                + " here",
                        "bronze keeps what landed, and rows of both types cannot stand in one table",
                        "keep the type " + before + " here, and cast in silver");
    }

    private Problem problem(SilverTable table, Column column, TableSchema there) {
        String before = type(column, there);
        return new PipelineLines(pipeline)
                .ofColumn(table, column.name())
                .problem(
                        table.table() + "." + column.name() + " is " + before + " in the lake, and " + column.type()
                                + " here",
                        "rows of both types cannot stand in one table",
                        "make the table anew from all rows with 'lakehouse run " + pipeline.name()
                                + " --full-refresh', keep the type " + before + ", or give the column another name");
    }

    private static String type(Column column, TableSchema there) {
        return there.findAnyCase(column.name()).orElseThrow().type().toString();
    }
}
