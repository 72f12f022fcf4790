package dev.lakehouse.serve;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.lakehouse.config.Token;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.serve.page.PageRoutes;
import dev.lakehouse.serve.run.Runs;
import dev.lakehouse.serve.web.WebServer;
import dev.lakehouse.storage.StoragePath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs pipelines when it is asked to over HTTP, and tells of runs and tables. */
public final class Service implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final StoragePath LAKE_MARK = new StoragePath("ops/lake.json");

    private final ServiceParts parts;
    private final ServiceMetrics metrics;
    private final Runs runs;
    private final WebServer server;

    /**
     * Starts it; it answers once this returns.
     *
     * @throws LakehouseException {@code TOKEN_NOT_SET} or {@code PORT_TAKEN}, of kind user
     */
    public Service(ServiceParts parts) {
        this.parts = parts;
        Token token = parts.settings().token().orElseThrow(Service::noToken);
        this.metrics = new ServiceMetrics(parts.engine());
        this.runs = new Runs(
                UUID.randomUUID().toString(),
                parts.lake(),
                parts.pipelines(),
                parts.engine(),
                parts.environment(),
                parts.afterRun(),
                parts.limits(),
                metrics.registry(),
                parts.clock());
        this.server = new WebServer(
                parts.settings(),
                token,
                new WebServer.Contents(
                        runs, parts.lake(), parts.pipelines(), parts.engine(), parts.catalogSync(), parts.version()),
                this::checks,
                metrics.registry(),
                new PageRoutes(token, runs, parts.lake(), parts.engine(), parts.clock())::add);
        server.start();
        try {
            runs.start();
            warmUp();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where it answers, as this machine sees it. */
    public URI address() {
        return server.address();
    }

    /** Takes no more runs, gives those that go some time, interrupts the rest, and ends within 20 s. */
    @Override
    public void close() {
        runs.stop();
        server.stop();
        metrics.close();
    }

    /** The engine takes a while to start, for which nobody who asks should wait. */
    private void warmUp() {
        Thread thread = new Thread(
                () -> {
                    try {
                        parts.engine().get().memoryBytes();
                    } catch (RuntimeException e) {
                        LOG.debug("the engine did not start; the first run will say why", e);
                    }
                },
                "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private Map<String, String> checks() {
        Map<String, String> checks = new LinkedHashMap<>();
        checks.put("runs", runs.open() ? "ok" : "the service is going down");
        checks.put("token", "ok");
        checks.put("store", parts.lake().storage().find(LAKE_MARK).isPresent() ? "ok" : LAKE_MARK + " is missing");
        return checks;
    }

    private static LakehouseException noToken() {
        return new LakehouseException(
                FailureKind.USER,
                "TOKEN_NOT_SET",
                "The service does not start without a token",
                "LAKEHOUSE_TOKEN is not set, and without it anybody could start runs and read tables",
                "make one with: export LAKEHOUSE_TOKEN=$(openssl rand -hex 32)");
    }
}
