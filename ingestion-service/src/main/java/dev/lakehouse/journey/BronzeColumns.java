package dev.lakehouse.journey;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** What is known of a bronze table before a run: the columns that it has, and those that its source declares. */
final class BronzeColumns {
    /** By these silver finds a row's place in its file. */
    static final List<String> POSITIONS = List.of("__file", "__row");

    private BronzeColumns() {}

    /** As silver's SQL sees the table; empty where only files that have not landed yet know its columns. */
    static Optional<TableSchema> of(
            SilverTable table, Pipeline pipeline, Function<TableName, Optional<TableSchema>> existing) {
        Optional<Source> source = pipeline.sources().stream()
                .filter(candidate -> candidate.name().equals(table.from()))
                .findFirst();
        Optional<TableSchema> landed = existing.apply(table.bronze());
        boolean allDeclared = source.filter(
                        it -> !it.csv().header() && !it.columns().isEmpty())
                .isPresent();
        if (landed.isEmpty() && !allDeclared) {
            return Optional.empty();
        }
        TableSchema schema = landed.orElseGet(() -> new TableSchema(List.of()))
                .plus(source.map(BronzeNames::declared).orElse(List.of()))
                .plus(ProvenanceColumns.ALL);
        return Optional.of(schema.plus(POSITIONS.stream()
                .map(name -> new Column(name, Primitive.BIGINT))
                .toList()));
    }
}
