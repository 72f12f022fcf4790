package dev.lakehouse.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * How a lake and its catalog compare.
 *
 * @param catalog Trino's name for it
 * @param tables how many tables the lake has
 * @param changes what was done, or is to be done where {@code applied} is false
 * @param drift sentences about what differs and is left to a person
 */
public record CatalogReport(
        String catalog, int tables, List<CatalogChange> changes, List<String> drift, boolean applied) {
    public CatalogReport {
        requireNonNull(catalog, "catalog is null");
        changes = List.copyOf(changes);
        drift = List.copyOf(drift);
    }

    /** For machines: as maps and lists, under the names that command line and service give them. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("catalog", catalog);
        fields.put("applied", applied);
        fields.put("tables", tables);
        fields.put("changes", changes.stream().map(CatalogReport::fields).toList());
        fields.put("drift", drift);
        return fields;
    }

    private static Map<String, Object> fields(CatalogChange change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", change.kind().name().toLowerCase(Locale.ROOT));
        fields.put("subject", change.subject());
        fields.put("location", change.location());
        return fields;
    }
}
