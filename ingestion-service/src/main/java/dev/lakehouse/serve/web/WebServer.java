package dev.lakehouse.serve.web;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Token;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.serve.run.Runs;
import dev.lakehouse.table.Lake;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin with all routes, each behind the token unless it is open to all. */
public final class WebServer {
    private static final int MOST_THREADS = 32;
    private static final int LEAST_THREADS = 8;
    private static final int STOP_MILLIS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final ServiceSettings settings;
    private final Javalin javalin;

    /** What the routes tell of. */
    public record Contents(
            Runs runs,
            Lake lake,
            Path pipelines,
            Supplier<Engine> engine,
            Optional<Supplier<Object>> catalogSync,
            String version) {}

    /**
     * Builds it; nothing listens yet.
     *
     * @param checks what has to be {@code ok} for the service to be ready, by name
     * @param metrics what is counted; requests are added to it
     * @param pages adds the pages, which ask for the token themselves
     */
    public WebServer(
            ServiceSettings settings,
            Token token,
            Contents contents,
            Supplier<Map<String, String>> checks,
            PrometheusMeterRegistry metrics,
            Consumer<RoutesConfig> pages) {
        this.settings = settings;
        this.javalin = Javalin.create(config -> {
            configure(config);
            config.requestLogger.http(new RequestMetrics(metrics));
            RoutesConfig routes = config.routes;
            routes.before(new AccessCheck(token, OpenRoutes.PATHS));
            routes.exception(LakehouseException.class, Answers::failure);
            routes.exception(Refusal.class, Answers::refusal);
            routes.exception(HttpResponseException.class, Answers::ofServer);
            routes.exception(Exception.class, Answers::unforeseen);
            new OpenRoutes(contents.version(), checks, metrics::scrape).add(routes);
            new RunRoutes(contents.runs()).add(routes);
            new PipelineRoutes(contents.pipelines()).add(routes);
            new TableRoutes(contents.lake()).add(routes);
            new RowsRoute(contents.lake(), contents.engine()).add(routes);
            new CatalogRoute(contents.catalogSync()).add(routes);
            pages.accept(routes);
        });
    }

    /** Throws {@code PORT_TAKEN}, of kind user, where it cannot listen. */
    public void start() {
        try {
            javalin.start(settings.address(), settings.port());
        } catch (JavalinBindException e) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "PORT_TAKEN",
                    "The service cannot listen at " + settings.address() + ":" + settings.port(),
                    "another process does, or the address is none of this machine's",
                    "choose others with --address and --port, or LAKEHOUSE_ADDRESS and LAKEHOUSE_PORT",
                    e);
        }
    }

    /** Where it listens. */
    public URI address() {
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return URI.create("http://" + host + ":" + javalin.port());
    }

    /** Lets requests finish that are under way, for a second. */
    public void stop() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Somebody kept a connection open for longer than that; it is closed now.
            LOG.debug("connections were cut off", e);
        }
    }

    /** The routes that there are, as {@code GET /path/{name}}. */
    List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(entry -> entry.endpoint.method + " " + entry.endpoint.path)
                .toList();
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("http");
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }
}
