package dev.lakehouse.trainer.plan;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.config.pipeline.DriftLimits;
import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Split;
import dev.lakehouse.config.pipeline.Training;

import static java.util.Objects.requireNonNull;

/**
 * What a run asked of a gold table, as the pipeline declared it then: with the table's version and the {@link TrainingPlan}, all that
 * decides what comes out.
 *
 * @param from the gold table's name
 */
public record Question(String from, String key, String label, Model.Task task, List<Feature> features, Split split) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Feature.class, FeatureTypes.class)
            .addMixIn(Split.class, SplitTypes.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Feature.Amount.class, name = "number"),
        @JsonSubTypes.Type(value = Feature.Category.class, name = "category"),
        @JsonSubTypes.Type(value = Feature.Hashed.class, name = "hash"),
        @JsonSubTypes.Type(value = Feature.Members.class, name = "set"),
        @JsonSubTypes.Type(value = Feature.Day.class, name = "date")
    })
    private interface FeatureTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Split.ByKey.class, name = "key"),
        @JsonSubTypes.Type(value = Split.ByTime.class, name = "time")
    })
    private interface SplitTypes {}

    public Question {
        requireNonNull(from, "from is null");
        requireNonNull(key, "key is null");
        requireNonNull(label, "label is null");
        requireNonNull(task, "task is null");
        features = List.copyOf(features);
        requireNonNull(split, "split is null");
    }

    public static Question of(Model model) {
        return new Question(model.from(), model.key(), model.label(), model.task(), model.features(), model.split());
    }

    /** In one line; {@link #read} makes an equal one of it. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@link #json} wrote; empty for what it did not write. */
    public static Optional<Question> read(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, Question.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** The model that asks it. How that is trained, is another matter. */
    public Model model(String name) {
        return new Model(
                name,
                Optional.empty(),
                from,
                key,
                label,
                task,
                features,
                split,
                Training.DEFAULTS,
                DriftLimits.DEFAULT);
    }
}
