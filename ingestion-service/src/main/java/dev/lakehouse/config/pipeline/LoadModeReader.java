package dev.lakehouse.config.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.LoadMode.Cdc;
import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.LoadMode.Snapshot;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code mode} of a source, and the section that is called like it. */
final class LoadModeReader {
    private static final String FULL = "full";
    private static final String CDC = "cdc";
    private static final String OPERATION = "cdc: { operation: OP }";

    private final YamlSection source;

    LoadModeReader(YamlSection source) {
        this.source = source;
    }

    LoadMode read() {
        String mode = source.find("mode")
                .flatMap(value -> value.oneOf(Vocabulary.MODES))
                .orElse(Vocabulary.MODES.get(0));
        refuseSectionsOfOthers(mode);
        return switch (mode) {
            case FULL ->
                new Full(source.section(FULL).map(LoadModeReader::snapshot).orElse(Snapshot.FILE));
            case CDC ->
                source.require(CDC, OPERATION)
                        .flatMap(YamlValue::section)
                        .flatMap(LoadModeReader::changes)
                        .orElse(LoadMode.APPEND);
            default -> LoadMode.APPEND;
        };
    }

    private void refuseSectionsOfOthers(String mode) {
        for (String other : List.of(FULL, CDC)) {
            if (!mode.equals(other)) {
                source.find(other)
                        .ifPresent(place -> place.report(
                                place.name() + " says how files of the mode " + other + " are read",
                                "the mode is " + mode,
                                "remove it, or write mode: " + other));
            }
        }
    }

    private static Snapshot snapshot(YamlSection full) {
        full.allow(Vocabulary.FULL);
        return full.find("snapshot")
                .flatMap(value -> value.choice(Snapshot.class))
                .orElse(Snapshot.FILE);
    }

    private static Optional<LoadMode> changes(YamlSection cdc) {
        cdc.allow(Vocabulary.CDC);
        Optional<String> operation = cdc.require("operation", OPERATION).flatMap(YamlValue::words);
        Set<String> inserts = words(cdc, "insert", "I");
        Set<String> updates = words(cdc, "update", "U");
        Set<String> deletes = words(cdc, "delete", "D");
        return operation.map(column -> {
            Cdc changes = new Cdc(column, inserts, updates, deletes);
            if (changes.words().size()
                    < changes.inserts().size()
                            + changes.updates().size()
                            + changes.deletes().size()) {
                cdc.self()
                        .report(
                                cdc.self().name() + " has one word for two operations",
                                "a row that has it could mean either",
                                "let insert, update and delete share no word");
            }
            return changes;
        });
    }

    private static Set<String> words(YamlSection cdc, String key, String usual) {
        return cdc.find(key)
                .map(value -> (Set<String>) new HashSet<>(Names.list(value, any -> true)))
                .orElse(Set.of(usual));
    }
}
