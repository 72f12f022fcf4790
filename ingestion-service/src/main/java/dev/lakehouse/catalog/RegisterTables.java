package dev.lakehouse.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.lakehouse.catalog.CatalogOutcome.State;
import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;

import static java.util.Objects.requireNonNull;

/**
 * Puts the tables of a run into the catalog. What a process has once seen there it does not ask for again, so that a service
 * whose tables are all registered does no more than look into its own store. Safe for use by several threads.
 */
public final class RegisterTables {
    private final Supplier<LakeTables> lake;
    private final Optional<TrinoSettings> trino;
    private final Set<CatalogTable> known = ConcurrentHashMap.newKeySet();

    /** @param trino where the catalog is; empty where there is none */
    public RegisterTables(Storage storage, Optional<TrinoSettings> trino) {
        this(() -> LakeTables.of(storage), trino);
        requireNonNull(storage, "storage is null");
    }

    RegisterTables(Supplier<LakeTables> lake, Optional<TrinoSettings> trino) {
        this.lake = lake;
        this.trino = requireNonNull(trino, "trino is null");
    }

    /** Registers these tables and their quarantines, so far as they exist. It does not throw: the tables are right anyway. */
    public CatalogOutcome after(List<TableName> tables) {
        if (trino.isEmpty()) {
            return CatalogOutcome.NOT_CONFIGURED;
        }
        List<String> registered = new ArrayList<>();
        Optional<LakehouseException> failure;
        try {
            Map<CatalogTable, String> wanted = existing(lake.get(), tables);
            failure = wanted.isEmpty() ? Optional.empty() : register(wanted, registered);
        } catch (LakehouseException e) {
            failure = Optional.of(e);
        }
        return new CatalogOutcome(failure.isEmpty() ? State.IN_STEP : State.BEHIND, registered, failure);
    }

    /** The first failure, if there is one; what can be registered is. */
    private Optional<LakehouseException> register(Map<CatalogTable, String> wanted, List<String> registered) {
        List<LakehouseException> failures = new ArrayList<>();
        try (TrinoCatalog catalog = TrinoCatalog.connect(trino.orElseThrow())) {
            Set<CatalogTable> there = catalog.tables(LakeTables.SCHEMAS);
            Set<String> schemas = catalog.schemas();
            wanted.forEach((table, location) -> {
                try {
                    if (!there.contains(table)) {
                        if (schemas.add(table.schema())) {
                            catalog.createSchema(table.schema(), lake.get().schemaLocation(table.schema()));
                        }
                        catalog.register(table, location);
                        registered.add(table.toString());
                    }
                    known.add(table);
                } catch (LakehouseException e) {
                    failures.add(e);
                }
            });
        }
        return failures.stream().findFirst();
    }

    private Map<CatalogTable, String> existing(LakeTables lake, List<TableName> tables) {
        Map<CatalogTable, String> existing = new TreeMap<>();
        tables.stream()
                .flatMap(table -> Stream.of(table, table.quarantine(), table.tombstones()))
                .map(table -> new CatalogTable(table.layer().label(), table.table()))
                .filter(table -> !known.contains(table))
                .forEach(table -> lake.find(table).ifPresent(location -> existing.put(table, location)));
        return existing;
    }
}
