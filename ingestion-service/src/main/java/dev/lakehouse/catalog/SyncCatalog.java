package dev.lakehouse.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

import static java.util.Objects.requireNonNull;

/**
 * The crawler: finds every Delta table of a lake, and makes the catalog say the same. It never touches a table's files, and
 * leaves alone what it does not know.
 */
public final class SyncCatalog {
    private final LakeTables lake;
    private final TrinoSettings trino;

    /** @throws LakehouseException {@code CATALOG_NEEDS_S3} for a lake that Trino cannot see */
    public SyncCatalog(Storage storage, TrinoSettings trino) {
        this(LakeTables.of(storage), trino);
    }

    SyncCatalog(LakeTables lake, TrinoSettings trino) {
        this.lake = requireNonNull(lake, "lake is null");
        this.trino = requireNonNull(trino, "trino is null");
    }

    /** Says what differs, and changes nothing. */
    public CatalogReport plan() {
        try (TrinoCatalog catalog = TrinoCatalog.connect(trino)) {
            Comparison comparison = Comparison.of(lake, catalog);
            return report(comparison, comparison.changes(), comparison.drift(), false);
        }
    }

    /** Puts right what differs. A change that Trino refuses becomes drift, and the others are made all the same. */
    public CatalogReport apply() {
        try (TrinoCatalog catalog = TrinoCatalog.connect(trino)) {
            Comparison comparison = Comparison.of(lake, catalog);
            List<CatalogChange> done = new ArrayList<>();
            List<String> drift = new ArrayList<>(comparison.drift());
            for (CatalogChange change : comparison.changes()) {
                Optional<String> refusal = make(change, catalog);
                refusal.ifPresentOrElse(drift::add, () -> done.add(change));
            }
            return report(comparison, done, drift, true);
        }
    }

    private Optional<String> make(CatalogChange change, TrinoCatalog catalog) {
        try {
            switch (change.kind()) {
                case CREATE_SCHEMA -> catalog.createSchema(change.subject(), change.location());
                case REGISTER -> catalog.register(table(change), change.location());
                case UNREGISTER -> catalog.unregister(table(change));
            }
            return Optional.empty();
        } catch (LakehouseException e) {
            if (e.code().equals("CATALOG_UNREACHABLE")) {
                throw e;
            }
            return Optional.of(e.what() + ": " + e.why());
        }
    }

    private static CatalogTable table(CatalogChange change) {
        int dot = change.subject().indexOf('.');
        return new CatalogTable(
                change.subject().substring(0, dot), change.subject().substring(dot + 1));
    }

    private CatalogReport report(
            Comparison comparison, List<CatalogChange> changes, List<String> drift, boolean applied) {
        return new CatalogReport(trino.catalog(), comparison.tables(), changes, drift, applied);
    }
}
