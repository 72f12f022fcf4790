package dev.lakehouse.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.lakehouse.failure.LakehouseException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** What anybody may ask: how the service is, what it counts, and what else it answers. */
final class OpenRoutes {
    /** The paths that need no token. */
    static final Set<String> PATHS = Set.of("/health", "/ready", "/metrics", "/openapi.json");

    private static final int UNAVAILABLE = 503;

    private final String version;
    private final Supplier<Map<String, String>> checks;
    private final Supplier<String> metrics;

    /** @param checks by name, {@code ok} or what is wrong */
    OpenRoutes(String version, Supplier<Map<String, String>> checks, Supplier<String> metrics) {
        this.version = version;
        this.checks = checks;
        this.metrics = metrics;
    }

    void add(RoutesConfig routes) {
        routes.get("/health", context -> Answers.json(context, Map.of("status", "ok", "version", version)));
        routes.get("/ready", this::ready);
        routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(metrics.get()));
        byte[] document = document();
        routes.get(
                "/openapi.json",
                context -> context.contentType("application/json").result(document));
    }

    private void ready(Context context) {
        Map<String, String> found = new LinkedHashMap<>();
        try {
            found.putAll(checks.get());
        } catch (LakehouseException e) {
            found.put("store", e.what());
        }
        boolean ready = found.values().stream().allMatch("ok"::equals);
        context.status(ready ? 200 : UNAVAILABLE);
        Answers.json(context, Map.of("status", ready ? "ready" : "not ready", "checks", found));
    }

    private static byte[] document() {
        try (InputStream file = OpenRoutes.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
