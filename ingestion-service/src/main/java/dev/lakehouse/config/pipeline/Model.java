package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * What is to be learnt from a gold table.
 *
 * @param from the gold table's name. Rows whose label is null are not trained on: they are those to predict
 * @param key the column that says whom a row tells of; several rows may tell of one, at different times
 * @param label the column that is to be guessed
 */
public record Model(
        String name,
        Optional<String> description,
        String from,
        String key,
        String label,
        Task task,
        List<Feature> features,
        Split split,
        Training training,
        DriftLimits drift) {
    public Model {
        requireNonNull(name, "name is null");
        requireNonNull(description, "description is null");
        requireNonNull(from, "from is null");
        requireNonNull(key, "key is null");
        requireNonNull(label, "label is null");
        requireNonNull(task, "task is null");
        features = List.copyOf(features);
        requireNonNull(split, "split is null");
        requireNonNull(training, "training is null");
        requireNonNull(drift, "drift is null");
    }

    /** What is guessed. */
    public enum Task {
        /** Yes or no: the label is a boolean, or 0 and 1. */
        BINARY,
        /** An amount. */
        REGRESSION;

        /** Whether values of that type can be such a label. */
        public boolean fits(ColumnType type) {
            return this == BINARY
                    ? type == ColumnType.Primitive.BOOLEAN || ModelTypes.isWhole(type)
                    : ModelTypes.isNumber(type);
        }

        /** The types that fit, for messages. */
        public String wanted() {
            return this == BINARY ? "a boolean, or a whole number of 0 and 1" : "a number";
        }
    }

    /** The table that it learns from. */
    public TableName table() {
        return new TableName(Layer.GOLD, from);
    }

    /** The table that its predictions go to. */
    public TableName predictions() {
        return new TableName(Layer.GOLD, predictionsOf(name));
    }

    /** Whether values of that type can say whom a row tells of. */
    public static boolean isKey(ColumnType type) {
        return ModelTypes.isName(type) && type != ColumnType.Primitive.BOOLEAN;
    }

    /** Whether values of that type can be split by time. */
    public static boolean isTime(ColumnType type) {
        return ModelTypes.isTime(type);
    }

    static String predictionsOf(String model) {
        return "previsoes_" + model;
    }
}
