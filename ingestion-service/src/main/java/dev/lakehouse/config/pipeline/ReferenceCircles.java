package dev.lakehouse.config.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds silver tables that refer to one another in a circle, so that none of them could be filled first. */
final class ReferenceCircles {
    private final Map<String, List<String>> references = new LinkedHashMap<>();
    private final Set<String> done = new HashSet<>();

    ReferenceCircles(List<SilverTable> tables) {
        for (SilverTable table : tables) {
            List<String> targets = new ArrayList<>();
            for (Rule rule : table.rules()) {
                if (rule instanceof Rule.References reference) {
                    targets.add(reference.table());
                }
            }
            references.put(table.name(), targets);
        }
    }

    /** One path through each circle, its first table also last: {@code [a, b, a]}. */
    List<List<String>> find() {
        List<List<String>> circles = new ArrayList<>();
        for (String table : references.keySet()) {
            from(table, List.of()).ifPresent(circles::add);
        }
        return circles;
    }

    private Optional<List<String>> from(String table, List<String> path) {
        List<String> longer = new ArrayList<>(path);
        longer.add(table);
        if (path.contains(table)) {
            return Optional.of(longer.subList(path.indexOf(table), longer.size()));
        }
        if (!done.add(table)) {
            return Optional.empty();
        }
        return references.getOrDefault(table, List.of()).stream()
                .flatMap(next -> from(next, longer).stream())
                .findFirst();
    }
}
