package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Finds tables that cannot tell a row that a source with a watermark reads again, for its overlap, from one that changed. */
final class RepeatedRows {
    private final YamlSection root;
    private final List<SilverTable> silver;
    private final Set<String> repeating;

    RepeatedRows(YamlSection root, List<Source> sources, List<SilverTable> silver) {
        this.root = root;
        this.silver = silver;
        this.repeating = sources.stream()
                .filter(source ->
                        source.database().flatMap(DatabaseTable::watermark).isPresent())
                .map(Source::name)
                .collect(Collectors.toSet());
    }

    void check() {
        silver.stream()
                .filter(table -> repeating.contains(table.from()))
                .forEach(table -> root.section("silver")
                        .flatMap(tables -> tables.section(table.name()))
                        .ifPresent(section -> check(table, section.self())));
    }

    private static void check(SilverTable table, YamlValue place) {
        if (table.load() == SilverLoad.APPEND) {
            place.report(
                    place.name() + " would have rows twice",
                    "each run reads the rows at its source's highest watermark, and of the overlap, again, and append keeps"
                            + " every row",
                    "write the source's key, for example key: [id], and no load: append");
        } else if (table.sequence().isEmpty()) {
            place.warn(
                    place.name() + " has no 'sequence'",
                    "its source reads rows again, and without one the row that was read last stays, be it older or not",
                    "write the source's watermark, for example sequence: [updated_at]");
        }
    }
}
