package dev.lakehouse.config.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Model.Task;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads one entry of {@code models}. Whether the table has the columns, is checked with the query that makes it. */
final class ModelReader {
    /** A quarter of a GB. */
    static final long MOST_SET_VALUES = 1 << 26;

    private final Scope scope;

    ModelReader(Scope scope) {
        this.scope = scope;
    }

    Optional<Model> read(String name, YamlSection section) {
        Names.legal(section.self(), name);
        section.allow(Vocabulary.MODEL);
        checkPredictions(section, name);
        Optional<String> description = section.find("description").flatMap(YamlValue::words);
        Optional<YamlValue> fromAt = section.require("from", "from: customers_over_time");
        Optional<String> from = fromAt.flatMap(YamlValue::words)
                .filter(table -> Names.known(fromAt.get(), table, "there is no gold table", scope.gold()));
        Optional<String> key = section.require("key", "key: customer_id").flatMap(YamlValue::words);
        Optional<String> label = section.require("label", "label: bought_again").flatMap(YamlValue::words);
        Optional<Task> task = section.require("task", "task: binary").flatMap(value -> value.choice(Task.class));
        List<Feature> features = section.require("features", "features: { orders: number, city: category }")
                .flatMap(YamlValue::section)
                .map(columns -> features(columns, key, label))
                .orElse(List.of());
        Split split = section.section("split").flatMap(SplitReader::read).orElse(SplitReader.DEFAULT);
        Training training =
                section.section("training").map(TrainingReader::read).orElse(Training.DEFAULTS);
        checkBatch(section.self(), features, training);
        section.section("training")
                .flatMap(it -> it.find("baseline"))
                .ifPresent(place -> checkBaseline(place, features, training));
        DriftLimits drift = section.section("drift").map(DriftReader::read).orElse(DriftLimits.DEFAULT);
        if (from.isEmpty() || key.isEmpty() || label.isEmpty() || task.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Model(
                name, description, from.get(), key.get(), label.get(), task.get(), features, split, training, drift));
    }

    private void checkPredictions(YamlSection section, String name) {
        String predictions = Model.predictionsOf(name);
        if (scope.gold().contains(predictions)) {
            section.self()
                    .report(
                            "gold." + predictions + " would be written twice",
                            "the predictions of the model " + name + " go to a table of that name",
                            "rename the model, or the gold table");
        }
    }

    /** In a batch, which is there some times over, a set is a number of four bytes for each of its names in every row. */
    private static void checkBatch(YamlValue at, List<Feature> features, Training training) {
        long names = features.stream()
                .mapToLong(feature -> feature instanceof Feature.Members set ? set.most() + 1L : 0)
                .sum();
        if (names * training.batchSize() > MOST_SET_VALUES) {
            at.report(
                    "a batch of " + at.name() + " has " + training.batchSize() + " rows, each with " + names
                            + " numbers for its sets",
                    "at most " + MOST_SET_VALUES + " such numbers fit into the memory of a batch",
                    "lower 'max' of the sets, or 'batch_size'");
        }
    }

    private static void checkBaseline(YamlValue at, List<Feature> features, Training training) {
        List<String> numbers = features.stream()
                .filter(Feature.Amount.class::isInstance)
                .map(Feature::column)
                .toList();
        training.baseline().ifPresent(name -> Names.known(at, name, "no feature of kind number is called", numbers));
    }

    private static List<Feature> features(YamlSection columns, Optional<String> key, Optional<String> label) {
        List<Feature> features = new ArrayList<>();
        for (String column : columns.keys()) {
            Optional<YamlValue> value = columns.find(column);
            // Tables find their columns in any case of letters, so that Y would be the label y.
            if (label.filter(column::equalsIgnoreCase).isPresent()) {
                value.ifPresent(place -> place.report(
                        "'" + column + "' is a feature and the label", "the answer would be told", "remove it here"));
            } else if (key.filter(column::equalsIgnoreCase).isPresent()) {
                value.ifPresent(place -> place.report(
                        "'" + column + "' is a feature and the key",
                        "a model that knows each key by heart says nothing about another",
                        "remove it here"));
            } else {
                value.flatMap(it -> FeatureReader.read(column, it)).ifPresent(features::add);
            }
        }
        return features;
    }
}
