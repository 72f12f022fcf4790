package dev.lakehouse.catalog;

import static java.util.Objects.requireNonNull;

/**
 * One thing to do in the catalog.
 *
 * @param subject {@code silver}, or {@code silver.pedidos}
 * @param location where it lies, or lay; empty where nobody can say
 */
public record CatalogChange(Kind kind, String subject, String location) {
    /** What it does. */
    public enum Kind {
        CREATE_SCHEMA,
        REGISTER,
        UNREGISTER
    }

    public CatalogChange {
        requireNonNull(kind, "kind is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(location, "location is null");
    }
}
