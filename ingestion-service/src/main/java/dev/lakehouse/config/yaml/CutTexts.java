package dev.lakehouse.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Finds texts that YAML cut at a comma: within braces {@code total: decimal(12,2)} is the text {@code decimal(12} and a key
 * {@code 2)} without a value. Each is reported, and then put together, so that nothing else is said of its parts.
 */
final class CutTexts {
    private final YamlFile file;

    CutTexts(YamlFile file) {
        this.file = file;
    }

    /** Whether a key can be the end of such a text. */
    static boolean isEnd(String key) {
        return open(key) < 0;
    }

    void mend(JsonPointer at, JsonNode node) {
        if (node instanceof ObjectNode mapping) {
            mend(at, mapping);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            mend(at.appendIndex(i), node.get(i));
        }
    }

    private void mend(JsonPointer at, ObjectNode mapping) {
        Map<String, List<String>> cut = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>();
        mapping.fieldNames().forEachRemaining(keys::add);
        for (int i = 0; i < keys.size(); i++) {
            JsonNode value = mapping.get(keys.get(i));
            List<String> rest = value.isTextual() ? rest(value.textValue(), keys, i + 1, mapping) : List.of();
            if (rest.isEmpty()) {
                mend(at.appendProperty(keys.get(i)), value);
            } else {
                cut.put(keys.get(i), rest);
            }
        }
        cut.forEach((key, rest) -> report(at.appendProperty(key), key, mapping, rest));
        cut.values().forEach(mapping::remove);
    }

    private void report(JsonPointer at, String key, ObjectNode mapping, List<String> rest) {
        String begin = mapping.get(key).textValue();
        StringBuilder whole = new StringBuilder(begin);
        for (String part : rest) {
            whole.append(begin.startsWith("decimal") || begin.startsWith("numeric") ? "," : ", ")
                    .append(part);
        }
        new YamlValue(file, at, mapping.get(key))
                .report(
                        "'" + whole + "' is cut in two at its comma",
                        "within { } a comma ends a text that is not in quotes",
                        "write it in quotes: " + key + ": \"" + whole + "\"");
        mapping.put(key, whole.toString());
    }

    /** The keys without a value that close what the text leaves open; none where they do not. */
    private static List<String> rest(String text, List<String> keys, int from, ObjectNode mapping) {
        int open = open(text);
        if (open <= 0) {
            return List.of();
        }
        List<String> rest = new ArrayList<>();
        for (String key : keys.subList(from, keys.size())) {
            if (!mapping.get(key).isNull()) {
                break;
            }
            rest.add(key);
            open += open(key);
            if (open == 0) {
                return rest;
            }
        }
        // A key stands once: the same end of two texts is found behind the first of them.
        return keys.stream()
                .filter(key -> mapping.get(key).isNull() && open(text) + open(key) == 0)
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private static int open(String text) {
        return (int) (text.chars().filter(c -> c == '(').count()
                - text.chars().filter(c -> c == ')').count());
    }
}
