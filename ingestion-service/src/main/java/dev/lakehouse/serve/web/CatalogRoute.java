package dev.lakehouse.serve.web;

import java.util.Optional;
import java.util.function.Supplier;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import io.javalin.config.RoutesConfig;

/** Brings the catalog up to date with the lake's tables. */
final class CatalogRoute {
    private final Optional<Supplier<Object>> sync;

    /** @param sync does it and tells what it did, as maps and lists; empty where there is no catalog */
    CatalogRoute(Optional<Supplier<Object>> sync) {
        this.sync = sync;
    }

    void add(RoutesConfig routes) {
        routes.post("/api/v1/catalog/sync", context -> {
            Parameters.of(context);
            Answers.json(context, sync.orElseThrow(CatalogRoute::noCatalog).get());
        });
    }

    private static LakehouseException noCatalog() {
        return new LakehouseException(
                FailureKind.USER,
                "CATALOG_NOT_CONFIGURED",
                "There is no catalog to bring up to date",
                "LAKEHOUSE_TRINO_URL is not set",
                "set it to Trino's address, for example jdbc:trino://trino:8443/lakehouse, and start the service again");
    }
}
