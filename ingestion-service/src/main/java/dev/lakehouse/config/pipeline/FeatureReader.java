package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Feature.Scale;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads one feature of a model, in its short or its long form. */
final class FeatureReader {
    /** How much a vocabulary holds, unless said otherwise, and at most: an embedding's gradient is dense, so more is slow. */
    static final int KNOWN = 100;

    static final int MOST_KNOWN = 100_000;

    private static final List<String> OF_NUMBERS = List.of("scale");
    private static final List<String> OF_CATEGORIES = List.of("max", "hash");
    private static final List<String> OF_SETS = List.of("max");

    private FeatureReader() {}

    static Optional<Feature> read(String column, YamlValue value) {
        if (!value.isSection()) {
            return value.oneOf(Vocabulary.FEATURE_TYPES)
                    .map(type -> feature(column, type, Scale.STANDARD, KNOWN, Optional.empty()));
        }
        return value.section().flatMap(section -> read(column, section));
    }

    private static Optional<Feature> read(String column, YamlSection section) {
        section.allow(Vocabulary.FEATURE);
        Optional<String> type =
                section.require("type", "type: number").flatMap(value -> value.oneOf(Vocabulary.FEATURE_TYPES));
        Scale scale = section.find("scale")
                .flatMap(value -> value.choice(Scale.class))
                .orElse(Scale.STANDARD);
        int most = section.find("max")
                .flatMap(value -> value.number(1, MOST_KNOWN))
                .orElse(KNOWN);
        Optional<Integer> buckets = section.find("hash").flatMap(value -> value.number(2, MOST_KNOWN));
        type.ifPresent(name -> checkOptions(section, name));
        if (section.has("max") && section.has("hash")) {
            section.self()
                    .report(
                            section.self().name() + " has 'max' and 'hash'",
                            "a value is looked up in a vocabulary, or goes by its hash",
                            "keep one");
        }
        return type.map(name -> feature(column, name, scale, most, buckets));
    }

    private static Feature feature(String column, String type, Scale scale, int most, Optional<Integer> buckets) {
        return switch (type) {
            case "number" -> new Feature.Amount(column, scale);
            case "category" ->
                buckets.<Feature>map(count -> new Feature.Hashed(column, count))
                        .orElseGet(() -> new Feature.Category(column, most));
            case "set" -> new Feature.Members(column, most);
            default -> new Feature.Day(column);
        };
    }

    private static void checkOptions(YamlSection section, String type) {
        List<String> known = switch (type) {
            case "number" -> OF_NUMBERS;
            case "category" -> OF_CATEGORIES;
            case "set" -> OF_SETS;
            default -> List.of();
        };
        for (String option : List.of("scale", "max", "hash")) {
            if (!known.contains(option)) {
                section.find(option)
                        .ifPresent(place ->
                                place.report(place.name() + " means nothing here", "the type is " + type, "remove it"));
            }
        }
    }
}
