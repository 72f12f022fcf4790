package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads one entry of {@code silver}. */
final class SilverReader {
    private final Scope scope;
    private final SqlFileReader sqlFiles;

    SilverReader(Scope scope, SqlFileReader sqlFiles) {
        this.scope = scope;
        this.sqlFiles = sqlFiles;
    }

    Optional<SilverTable> read(String name, YamlSection section) {
        Names.legalTable(section.self(), name);
        section.allow(Vocabulary.SILVER);
        Optional<String> from = section.require("from", "from: " + name).flatMap(YamlValue::words);
        section.find("from")
                .ifPresent(place -> from.ifPresent(source -> Names.known(
                        place, source, "there is no source", scope.sources().keySet())));
        List<String> key = columnsOf(section, "key");
        List<String> sequence = columnsOf(section, "sequence");
        SilverLoad load = section.find("load")
                .flatMap(value -> value.choice(SilverLoad.class))
                .orElse(section.has("key") ? SilverLoad.UPSERT : SilverLoad.APPEND);
        checkLoad(section, load);
        Optional<SqlFile> sql = section.find("sql").flatMap(sqlFiles::read);
        List<SilverColumn> columns = section.require("columns", "columns: { id: bigint, name: string }")
                .flatMap(YamlValue::section)
                .map(columnSection -> columns(columnSection, from, section.has("sql")))
                .orElse(List.of());
        List<Rule> rules = section.find("rules")
                .map(value -> new RuleReader(
                                section.section("columns")
                                        .map(YamlSection::keys)
                                        .orElse(List.of()),
                                scope)
                        .read(value))
                .orElse(List.of());
        return from.map(source -> new SilverTable(name, source, key, load, sequence, columns, rules, sql));
    }

    private static List<String> columnsOf(YamlSection section, String key) {
        List<String> columns = section.section("columns").map(YamlSection::keys).orElse(List.of());
        return section.find(key)
                .map(value -> Names.list(
                        value,
                        named -> columns.isEmpty()
                                || Names.known(
                                        named.place(),
                                        named.name(),
                                        section.self().name() + " has no column",
                                        columns)))
                .orElse(List.of());
    }

    private List<SilverColumn> columns(YamlSection section, Optional<String> source, boolean throughSql) {
        Names.columns(section);
        // What a query passes on, only the query knows.
        List<String> landed = throughSql
                ? List.of()
                : source.map(name -> scope.sources().getOrDefault(name, List.of()))
                        .orElse(List.of());
        return section.keys().stream()
                .flatMap(name ->
                        section.find(name).flatMap(value -> SilverColumnReader.read(name, value, landed)).stream())
                .toList();
    }

    private static void checkLoad(YamlSection section, SilverLoad load) {
        if (load == SilverLoad.UPSERT && !section.has("key")) {
            section.self()
                    .report(
                            section.self().name() + " has no 'key'",
                            "upsert changes the row that has the same key",
                            "write for example key: [id], or load: append");
        }
        if (load == SilverLoad.APPEND) {
            for (String meaningless : List.of("key", "sequence")) {
                section.find(meaningless)
                        .ifPresent(place -> place.report(
                                place.name() + " means nothing here",
                                "append keeps every row, and never compares two",
                                "remove it, or write " + (section.has("key") ? "load: upsert" : "a key: [id]")));
            }
        }
    }
}
