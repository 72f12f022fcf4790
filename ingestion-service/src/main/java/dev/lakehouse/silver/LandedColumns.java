package dev.lakehouse.silver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverColumn;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;

/**
 * Tells columns of silver that no file has ever had: most likely a name was mistyped, and null in every row would hide it. A
 * column that one file has is enough, and one that the source declares may come later.
 */
public final class LandedColumns {
    private LandedColumns() {}

    /** By silver column that bronze lacks whichever its case, a failure of kind user; none while nothing has landed. */
    public static Map<String, LakehouseException> missing(SilverTable table, Pipeline pipeline, TableSchema bronze) {
        Map<String, LakehouseException> missing = new LinkedHashMap<>();
        List<String> landed =
                bronze.names().stream().filter(name -> !name.startsWith("_")).toList();
        if (landed.isEmpty() || table.sql().isPresent()) {
            return missing;
        }
        TableSchema known = bronze.plus(ProvenanceColumns.ALL);
        List<String> declared = declared(table, pipeline);
        for (SilverColumn column : table.columns()) {
            boolean found = column.expression().isPresent()
                    || known.findAnyCase(column.from()).isPresent()
                    || declared.stream().anyMatch(column.from()::equalsIgnoreCase);
            if (!found) {
                missing.put(column.name(), failure(table, column, landed));
            }
        }
        return missing;
    }

    private static List<String> declared(SilverTable table, Pipeline pipeline) {
        return pipeline.sources().stream()
                .filter(source -> source.name().equals(table.from()))
                .map(Source::columns)
                .flatMap(List::stream)
                .map(Column::name)
                .flatMap(name -> Stream.of(name, BronzeNames.of(name, 1)))
                .toList();
    }

    private static LakehouseException failure(SilverTable table, SilverColumn column, List<String> landed) {
        String legal = BronzeNames.of(column.from(), 1);
        String nearest = landed.stream().anyMatch(legal::equalsIgnoreCase)
                ? "write from: " + legal + ", as bronze calls it."
                : Suggestion.nearest(column.from(), landed)
                        .map(name -> "did you mean from: " + name + "?")
                        .orElse("correct its from.");
        return new LakehouseException(
                FailureKind.USER,
                "COLUMN_NOT_LANDED",
                table.table() + "." + column.name() + " is read from the column " + column.from()
                        + ", which no file of " + table.from() + " has had",
                table.bronze() + " has " + String.join(", ", landed) + ", so that it would be null in every row",
                nearest + " If files will have it one day, declare it: sources: { " + table.from() + ": { columns: { "
                        + column.from() + ": string } } }");
    }
}
