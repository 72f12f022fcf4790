package dev.lakehouse.config.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.failure.Suggestion;

/** A mapping of a YAML file. What is asked of it and is not there, or wrong, is reported and then counts as absent. */
public final class YamlSection {
    private final YamlFile file;
    private final JsonPointer at;
    private final ObjectNode mapping;

    YamlSection(YamlFile file, JsonPointer at, ObjectNode mapping) {
        this.file = file;
        this.at = at;
        this.mapping = mapping;
    }

    /** This mapping as a value, to report on it. */
    public YamlValue self() {
        return new YamlValue(file, at, mapping);
    }

    /** Its keys, in the file's order. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        mapping.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Reports every key that is not among {@code known}, with the nearest that is; tells whether there was none. */
    public boolean allow(Collection<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                value(key, mapping.get(key))
                        .report(
                                "'" + key + "' is no key of " + self().name(),
                                "its keys are " + String.join(", ", known),
                                Suggestion.didYouMean(key, known, "remove it"));
            }
        }
        return known.containsAll(keys());
    }

    /** Whether the key stands there, with or without a value. */
    public boolean has(String key) {
        return mapping.has(key);
    }

    /** The value of a key; one that stands there without a value is reported. */
    public Optional<YamlValue> find(String key) {
        JsonNode node = mapping.get(key);
        if (node == null) {
            return Optional.empty();
        }
        YamlValue value = value(key, node);
        if (node.isNull()) {
            value.report(
                    value.name() + " has no value",
                    "nothing, ~ and null mean that there is none",
                    "write one, in quotes if it is the text null, or remove the key");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The value of a key that must be there; its absence is reported with {@code example}. */
    public Optional<YamlValue> require(String key, String example) {
        if (!has(key)) {
            self().report(self().name() + " has no '" + key + "'", "it must be given", "write for example " + example);
        }
        return find(key);
    }

    /** The mapping that is the value of a key. */
    public Optional<YamlSection> section(String key) {
        return find(key).flatMap(YamlValue::section);
    }

    private YamlValue value(String key, JsonNode node) {
        return new YamlValue(file, at.appendProperty(key), node);
    }
}
