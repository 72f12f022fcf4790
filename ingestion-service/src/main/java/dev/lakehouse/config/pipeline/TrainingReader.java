package dev.lakehouse.config.pipeline;

import java.util.List;

import dev.lakehouse.config.pipeline.Training.ClassWeights;
import dev.lakehouse.config.pipeline.Training.Precision;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code training} of a model. */
final class TrainingReader {
    static final int MOST_LAYERS = 8;
    static final int MOST_UNITS = 4_096;
    static final int MOST_EPOCHS = 10_000;
    static final int MOST_ROWS = 65_536;
    static final double LOWEST_RATE = 0.000001;
    static final double HIGHEST_RATE = 1;

    private TrainingReader() {}

    static Training read(YamlSection section) {
        section.allow(Vocabulary.TRAINING);
        Training defaults = Training.DEFAULTS;
        return new Training(
                section.find("layers").map(TrainingReader::layers).orElse(defaults.layers()),
                number(section, "epochs", 1, MOST_EPOCHS, defaults.epochs()),
                number(section, "batch_size", 1, MOST_ROWS, defaults.batchSize()),
                section.find("learning_rate")
                        .flatMap(value -> value.decimal(LOWEST_RATE, HIGHEST_RATE))
                        .orElse(defaults.learningRate()),
                number(section, "patience", 1, MOST_EPOCHS, defaults.patience()),
                section.find("class_weights")
                        .flatMap(value -> value.choice(ClassWeights.class))
                        .orElse(defaults.classWeights()),
                section.find("precision")
                        .flatMap(value -> value.choice(Precision.class))
                        .orElse(defaults.precision()),
                number(section, "seed", 0, Integer.MAX_VALUE, defaults.seed()),
                section.find("baseline").flatMap(YamlValue::words));
    }

    private static List<Integer> layers(YamlValue value) {
        List<YamlValue> entries = value.entriesOrSelf();
        if (entries.size() > MOST_LAYERS) {
            value.report(
                    value.name() + " has " + entries.size() + " layers",
                    "a network over a table gains nothing beyond " + MOST_LAYERS,
                    "write for example [64, 32]; [] is none, a logistic or linear regression");
        }
        return entries.stream()
                .flatMap(entry -> entry.number(1, MOST_UNITS).stream())
                .toList();
    }

    private static int number(YamlSection section, String key, int least, int most, int otherwise) {
        return section.find(key).flatMap(value -> value.number(least, most)).orElse(otherwise);
    }
}
