package dev.lakehouse.journey;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** The tables of a pipeline that a run is about. */
final class TableSelection {
    private final Set<TableName> tables;

    private TableSelection(Set<TableName> tables) {
        this.tables = tables;
    }

    /** Throws a failure of kind user where the options name a table that the pipeline does not have. */
    static TableSelection of(Pipeline pipeline, RunOptions options) {
        List<TableName> all = Stream.of(
                        pipeline.sources().stream().map(Source::table),
                        pipeline.silver().stream().map(SilverTable::table),
                        pipeline.gold().stream().map(GoldTable::table))
                .flatMap(names -> names)
                .toList();
        Set<TableName> selected = all.stream()
                .filter(name -> options.stage().map(name.layer()::equals).orElse(true))
                .filter(name ->
                        options.table().map(wanted -> isCalled(name, wanted)).orElse(true))
                .collect(Collectors.toSet());
        if (selected.isEmpty() && options.table().isPresent()) {
            throw unknown(pipeline, options.table().get(), options.stage(), all);
        }
        return new TableSelection(selected);
    }

    boolean includes(TableName table) {
        return tables.contains(table);
    }

    private static boolean isCalled(TableName name, String wanted) {
        return wanted.equals(name.toString()) || wanted.equals(name.table());
    }

    private static LakehouseException unknown(
            Pipeline pipeline, String wanted, Optional<Layer> stage, List<TableName> all) {
        List<TableName> ofStage = all.stream()
                .filter(name -> stage.map(name.layer()::equals).orElse(true))
                .toList();
        boolean elsewhere = all.stream().anyMatch(name -> isCalled(name, wanted));
        return new LakehouseException(
                FailureKind.USER,
                "TABLE_NOT_IN_PIPELINE",
                "The pipeline " + pipeline.name() + " makes no table " + wanted
                        + stage.map(layer -> " in the stage " + layer.label()).orElse(""),
                (stage.isPresent() ? "there it makes " : "it makes ")
                        + (ofStage.isEmpty()
                                ? "none"
                                : ofStage.stream().map(TableName::toString).collect(Collectors.joining(", "))),
                elsewhere
                        ? "leave out --stage, or name a table of it"
                        : TableName.nearest(wanted, ofStage)
                                .map(name -> "did you mean --table " + name + "?")
                                .orElse("name one of these"));
    }
}
