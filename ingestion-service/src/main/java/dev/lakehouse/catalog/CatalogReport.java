package dev.lakehouse.catalog;

import java.util.List;

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
}
