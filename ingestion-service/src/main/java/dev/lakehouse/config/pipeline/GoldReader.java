package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.schema.TableName;

/** Reads one entry of {@code gold}. */
final class GoldReader {
    private final Scope scope;
    private final SqlFileReader sqlFiles;

    GoldReader(Scope scope, SqlFileReader sqlFiles) {
        this.scope = scope;
        this.sqlFiles = sqlFiles;
    }

    Optional<GoldTable> read(String name, YamlSection section) {
        Names.legalTable(section.self(), name);
        section.allow(Vocabulary.GOLD);
        List<String> key = section.find("key")
                .map(value -> Names.list(value, named -> Names.legal(named.place(), named.name())))
                .orElse(List.of());
        GoldLoad load = section.find("load")
                .flatMap(value -> value.choice(GoldLoad.class))
                .orElse(section.has("key") ? GoldLoad.BY_KEY : GoldLoad.REPLACE);
        checkLoad(section, load);
        Map<TableName, ChangedKeys> changedKeys = section.section("changed_keys")
                .map(inputs -> new ChangedKeysReader(name, key, scope).read(inputs))
                .orElse(Map.of());
        return section.require("sql", "sql: " + name + ".sql")
                .flatMap(sqlFiles::read)
                .map(sql -> new GoldTable(name, key, load, sql, changedKeys));
    }

    private static void checkLoad(YamlSection section, GoldLoad load) {
        if (load == GoldLoad.BY_KEY && !section.has("key")) {
            section.self()
                    .report(
                            section.self().name() + " has no 'key'",
                            "by-key computes the rows of single keys",
                            "write for example key: [id], or load: replace");
        }
        if (load == GoldLoad.REPLACE) {
            section.find("changed_keys")
                    .ifPresent(place -> place.report(
                            place.name() + " means nothing here",
                            "replace computes the whole table",
                            "remove it, or write " + (section.has("key") ? "load: by-key" : "a key: [id]")));
        }
    }
}
