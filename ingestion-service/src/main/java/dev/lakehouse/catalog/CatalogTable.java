package dev.lakehouse.catalog;

import java.util.Comparator;

import static java.util.Objects.requireNonNull;

/**
 * A table of a schema of the catalog.
 *
 * @param schema {@code silver}
 * @param table {@code pedidos}
 */
record CatalogTable(String schema, String table) implements Comparable<CatalogTable> {
    CatalogTable {
        requireNonNull(schema, "schema is null");
        requireNonNull(table, "table is null");
    }

    @Override
    public int compareTo(CatalogTable other) {
        return Comparator.comparing(CatalogTable::schema)
                .thenComparing(CatalogTable::table)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
