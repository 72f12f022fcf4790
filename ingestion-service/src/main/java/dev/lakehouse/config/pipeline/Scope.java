package dev.lakehouse.config.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/**
 * The names that the parts of one file can refer to, right or wrong as they are otherwise, so that one mistake is reported
 * once and not at every place that refers to it.
 *
 * @param sources by name: its columns, empty where only the files know them
 * @param silver by name: its columns
 * @param silverKeys by name: its key
 */
record Scope(
        Map<String, List<String>> sources,
        Map<String, List<String>> silver,
        Map<String, List<String>> silverKeys,
        List<String> gold) {

    static Scope of(YamlSection root) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        named(root, "sources")
                .forEach((name, source) ->
                        sources.put(name, source.map(Scope::landed).orElse(List.of())));
        Map<String, List<String>> silver = new LinkedHashMap<>();
        Map<String, List<String>> silverKeys = new LinkedHashMap<>();
        named(root, "silver").forEach((name, table) -> {
            silver.put(
                    name,
                    table.flatMap(it -> it.section("columns"))
                            .map(YamlSection::keys)
                            .orElse(List.of()));
            silverKeys.put(
                    name, table.flatMap(it -> it.find("key")).map(Scope::texts).orElse(List.of()));
        });
        return new Scope(
                sources, silver, silverKeys, List.copyOf(named(root, "gold").keySet()));
    }

    /** The entries of a key whose value maps names to sections; none for an entry that is no section. */
    static Map<String, Optional<YamlSection>> named(YamlSection root, String key) {
        Map<String, Optional<YamlSection>> entries = new LinkedHashMap<>();
        root.section(key)
                .ifPresent(section -> section.keys().forEach(name -> entries.put(name, section.section(name))));
        return entries;
    }

    private static List<String> landed(YamlSection source) {
        boolean header = source.section("csv")
                .flatMap(csv -> csv.find("header"))
                .flatMap(YamlValue::flag)
                .orElse(true);
        if (header) {
            return List.of();
        }
        List<String> columns =
                new ArrayList<>(source.section("columns").map(YamlSection::keys).orElse(List.of()));
        if (!columns.isEmpty()) {
            columns.addAll(Vocabulary.PROVENANCE);
        }
        return columns;
    }

    private static List<String> texts(YamlValue value) {
        return value.entriesOrSelf().stream()
                .flatMap(entry -> entry.text().stream())
                .toList();
    }
}
