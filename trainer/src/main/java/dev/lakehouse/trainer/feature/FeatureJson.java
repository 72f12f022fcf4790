package dev.lakehouse.trainer.feature;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.config.pipeline.Feature.Scale;

/** Fitted features as a JSON document. What is read from one tells rows to the bit as what it was written from. */
public final class FeatureJson {
    /** The form of the document. One that we could not read right would have a higher one. */
    private static final int FORMAT = 1;

    private static final JsonMapper JSON = new JsonMapper();

    private FeatureJson() {}

    /** {@code {"format": 1, "features": [{"type": "number", "column": "orders", "mean": 2.5, ...}]}}. */
    public static String write(FittedFeatures features) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode list = root.putArray("features");
        features.features().forEach(feature -> write(feature, list.addObject()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(FittedFeature feature, ObjectNode to) {
        String column = feature.column().name();
        if (feature instanceof FittedNumber number) {
            to.put("type", "number").put("column", column);
            to.put("scale", number.scale().name()).put("mean", number.mean());
            to.put("deviation", number.deviation()).put("missing", number.missing());
        } else if (feature instanceof FittedDay day) {
            to.put("type", "date").put("column", column).put("mean", day.mean());
            to.put("deviation", day.deviation()).put("missing", day.missing());
        } else if (feature instanceof FittedCategory category) {
            to.put("type", "category").put("column", column);
            category.names().forEach(to.putArray("names")::add);
        } else if (feature instanceof FittedSet set) {
            to.put("type", "set").put("column", column);
            set.names().forEach(to.putArray("names")::add);
        } else if (feature instanceof FittedHash hash) {
            to.put("type", "hash").put("column", column).put("buckets", hash.buckets());
        }
    }

    /** Throws {@code FEATURES_BROKEN}, of kind data, for what {@link #write} did not write. */
    public static FittedFeatures read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("format").intValue() != FORMAT
                    || !root.path("features").isArray()) {
                throw FeatureFailures.broken("they are not of form " + FORMAT, null);
            }
            List<FittedFeature> features = new ArrayList<>();
            root.get("features").forEach(feature -> features.add(read(feature)));
            return new FittedFeatures(features);
        } catch (IOException e) {
            throw FeatureFailures.broken("they are no JSON", e);
        }
    }

    private static FittedFeature read(JsonNode from) {
        String column = required(from, "column").textValue();
        return switch (required(from, "type").asText()) {
            case "number" ->
                new FittedNumber(
                        column,
                        scale(required(from, "scale").asText()),
                        required(from, "mean").doubleValue(),
                        required(from, "deviation").doubleValue(),
                        required(from, "missing").booleanValue());
            case "date" ->
                new FittedDay(
                        column,
                        required(from, "mean").doubleValue(),
                        required(from, "deviation").doubleValue(),
                        required(from, "missing").booleanValue());
            case "category" -> new FittedCategory(column, names(from));
            case "set" -> new FittedSet(column, names(from));
            case "hash" -> new FittedHash(column, required(from, "buckets").intValue());
            default -> throw FeatureFailures.broken("there is a type that this version does not know", null);
        };
    }

    private static Scale scale(String name) {
        for (Scale scale : Scale.values()) {
            if (scale.name().equals(name)) {
                return scale;
            }
        }
        throw FeatureFailures.broken("there is no scale " + name, null);
    }

    private static List<String> names(JsonNode from) {
        List<String> names = new ArrayList<>();
        required(from, "names").forEach(name -> names.add(name.textValue()));
        return names;
    }

    private static JsonNode required(JsonNode from, String key) {
        JsonNode value = from.get(key);
        if (value == null || value.isNull()) {
            throw FeatureFailures.broken("a feature lacks its '" + key + "'", null);
        }
        return value;
    }
}
