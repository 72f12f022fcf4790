package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Split;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/** Checks that the gold tables which models learn from have the columns that these name, of types that fit. */
final class CheckModels {
    private final PipelineLines lines;
    private final Map<TableName, TableSchema> gold;
    private final List<Problem> problems = new ArrayList<>();

    /** @param gold the columns of the gold tables whose queries are right; models over others are passed over */
    CheckModels(PipelineLines lines, Map<TableName, TableSchema> gold) {
        this.lines = lines;
        this.gold = gold;
    }

    List<Problem> problems(Pipeline pipeline) {
        for (Model model : pipeline.models()) {
            Optional.ofNullable(gold.get(model.table())).ifPresent(schema -> check(model, schema));
        }
        return List.copyOf(problems);
    }

    private void check(Model model, TableSchema schema) {
        Place key = lines.ofModel(model, "key");
        check(key, model, schema, model.key(), Model::isKey, "a string or a whole number");
        Place label = lines.ofModel(model, "label");
        check(
                label,
                model,
                schema,
                model.label(),
                model.task()::fits,
                model.task().wanted());
        for (Feature feature : model.features()) {
            Place place = lines.ofModel(model, "features", feature.column());
            check(place, model, schema, feature.column(), feature::fits, feature.wanted());
        }
        if (model.split() instanceof Split.ByTime split) {
            Place place = lines.ofModel(model, "split", "column");
            check(place, model, schema, split.column(), Model::isTime, "a date or timestamp");
        }
    }

    private void check(
            Place place, Model model, TableSchema schema, String name, Predicate<ColumnType> fits, String wanted) {
        Optional<Column> column = schema.find(name);
        if (column.isEmpty()) {
            problems.add(place.problem(
                    model.table() + " has no column '" + name + "'",
                    "it has " + String.join(", ", schema.names()),
                    Suggestion.didYouMean(name, schema.names(), "add it to the query, or name another")));
        } else if (!fits.test(column.get().type())) {
            problems.add(place.problem(
                    model.table() + "." + name + " is " + column.get().type(),
                    "the model " + model.name() + " wants " + wanted + " there",
                    "cast it in the query, or name another column"));
        }
    }
}
