package dev.lakehouse.catalog;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/** Asks a catalog whether what it says is so, and changes nothing. */
public final class CatalogProbe {
    private final TrinoSettings trino;

    public CatalogProbe(TrinoSettings trino) {
        this.trino = requireNonNull(trino, "trino is null");
    }

    /**
     * What was seen.
     *
     * @param schemas those of ours that there are
     * @param tables how many tables they have
     * @param read how many of them were read, a row each
     * @param unreadable a sentence for each that could not be
     */
    public record Sight(List<String> schemas, int tables, int read, List<String> unreadable) {
        public Sight {
            schemas = List.copyOf(schemas);
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Lists the schemas, for which Trino asks the metastore, and reads a row of up to {@code most} tables, for which it asks
     * the object store.
     *
     * @throws LakehouseException of kind external where Trino or the metastore does not answer, of kind user where they refuse
     */
    public Sight look(int most) {
        try (TrinoCatalog catalog = TrinoCatalog.connect(trino)) {
            List<String> schemas = new ArrayList<>(catalog.schemas());
            schemas.retainAll(LakeTables.SCHEMAS);
            List<CatalogTable> tables = schemas.isEmpty() ? List.of() : List.copyOf(catalog.tables(LakeTables.SCHEMAS));
            List<String> unreadable = new ArrayList<>();
            int read = 0;
            for (CatalogTable table : tables.subList(0, Math.min(most, tables.size()))) {
                try {
                    catalog.readOneRow(table);
                    read++;
                } catch (LakehouseException e) {
                    unreadable.add(table + ": " + e.why());
                }
            }
            return new Sight(schemas, tables.size(), read, unreadable);
        }
    }
}
