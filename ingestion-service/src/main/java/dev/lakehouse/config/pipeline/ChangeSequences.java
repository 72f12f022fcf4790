package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.config.yaml.YamlSection;

/** Finds keyed tables of change data that no sequence orders: an older change that comes late would bring back what was deleted. */
final class ChangeSequences {
    private final YamlSection root;
    private final List<SilverTable> silver;
    private final Set<String> changing;

    ChangeSequences(YamlSection root, List<Source> sources, List<SilverTable> silver) {
        this.root = root;
        this.silver = silver;
        this.changing = sources.stream()
                .filter(source -> source.mode() instanceof LoadMode.Cdc)
                .map(Source::name)
                .collect(Collectors.toSet());
    }

    void check() {
        for (SilverTable table : silver) {
            boolean needsOne = table.load() == SilverLoad.UPSERT && changing.contains(table.from());
            if (needsOne && table.sequence().isEmpty()) {
                root.section("silver")
                        .flatMap(tables -> tables.section(table.name()))
                        .ifPresent(section -> section.self()
                                .report(
                                        section.self().name() + " has no 'sequence'",
                                        "its source has changes, and without one an older change that comes late would bring"
                                                + " back what was deleted",
                                        "write for example sequence: [changed_at], or load: append to keep the changes"
                                                + " as they came"));
            }
        }
    }
}
