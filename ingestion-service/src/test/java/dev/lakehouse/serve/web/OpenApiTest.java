package dev.lakehouse.serve.web;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Settings;
import dev.lakehouse.serve.ApiDocument;
import dev.lakehouse.serve.run.RunLimits;
import dev.lakehouse.serve.run.Runs;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiTest {
    @TempDir
    Path folder;

    @Test
    void theDocumentHasEveryRouteAndNoOther() {
        ServiceSettings settings = Settings.read(Map.of(), Map.of("LAKEHOUSE_TOKEN", "0123456789abcdef"))
                .service();
        Lake lake = Lake.open(new LocalStorage(folder));
        Runs runs = new Runs(
                "s",
                lake,
                folder,
                () -> {
                    throw new AssertionError("nothing runs");
                },
                Map.of(),
                tables -> {},
                RunLimits.DEFAULT,
                new SimpleMeterRegistry(),
                java.time.Clock.systemUTC());
        WebServer server = new WebServer(
                settings,
                settings.token().orElseThrow(),
                new WebServer.Contents(runs, lake, folder, () -> null, Optional.empty(), "test"),
                Map::of,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                routes -> {});

        assertThat(server.routes())
                .filteredOn(route -> !route.contains(" * ") && !route.startsWith("BEFORE"))
                .containsExactlyInAnyOrderElementsOf(ApiDocument.operations());
    }
}
