package dev.lakehouse.serve.web;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Rows of a table, a page at a time. A few readers share the engine with the runs; none keeps it for long. */
final class RowsRoute {
    static final long PAGE = 100;

    private static final long LARGEST_PAGE = 10_000;
    private static final int READERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Lake lake;
    private final Supplier<Engine> engine;
    private final Semaphore places = new Semaphore(READERS, true);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rows-clock");
        thread.setDaemon(true);
        return thread;
    });

    RowsRoute(Lake lake, Supplier<Engine> engine) {
        this.lake = lake;
        this.engine = engine;
    }

    void add(RoutesConfig routes) {
        routes.get(TableRoutes.TABLES + "/{table}/rows", this::rows);
    }

    private void rows(Context context) throws InterruptedException, IOException {
        Parameters parameters = Parameters.of(context, "columns", "where", "limit", "offset", "version", "timestamp");
        List<String> columns = parameters
                .text("columns")
                .map(text -> Arrays.asList(text.split(",", -1)))
                .orElse(List.of());
        List<String> conditions = parameters.texts("where");
        long limit = parameters.number("limit", PAGE, 1, LARGEST_PAGE);
        long offset = parameters.number("offset", 0, 0, Long.MAX_VALUE - LARGEST_PAGE - 1);
        TableSnapshot snapshot = TableRoutes.snapshot(lake, context, parameters);
        RowsAnswer answer = new RowsAnswer(context, snapshot, limit);
        String next = next(snapshot, columns, conditions, limit, offset + limit);
        inTime(signal -> new QueryLake(lake, engine.get().stoppable(signal))
                .rows(snapshot, columns, conditions, limit + 1, offset, answer));
        answer.finish(next);
    }

    private interface Reading {
        void run(StopSignal signal);
    }

    private void inTime(Reading reading) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw tooBusy("READERS_BUSY", READERS + " others read rows at this moment", "ask again later");
        }
        StopSignal signal = new StopSignal();
        Future<?> end = clock.scheduleAtFixedRate(signal::ask, LONGEST.toMillis(), 100, TimeUnit.MILLISECONDS);
        try {
            reading.run(signal);
        } catch (LakehouseException e) {
            throw signal.asked()
                    ? tooBusy(
                            "READING_TOO_LONG",
                            "it took more than " + LONGEST.toSeconds() + " s",
                            "ask for fewer rows or columns, or use Trino or 'lakehouse sql'")
                    : e;
        } finally {
            end.cancel(false);
            places.release();
        }
    }

    private static LakehouseException tooBusy(String code, String why, String fix) {
        return new LakehouseException(FailureKind.EXTERNAL, code, "The rows were not read", why, fix);
    }

    /** Where the page after this one is, of the same version of the table, whatever happens to it meanwhile. */
    private static String next(
            TableSnapshot snapshot, List<String> columns, List<String> conditions, long limit, long offset) {
        StringBuilder next = new StringBuilder(TableRoutes.TABLES)
                .append('/')
                .append(snapshot.table())
                .append("/rows?version=")
                .append(snapshot.version())
                .append("&limit=")
                .append(limit)
                .append("&offset=")
                .append(offset);
        if (!columns.isEmpty()) {
            next.append("&columns=").append(encoded(String.join(",", columns)));
        }
        conditions.forEach(condition -> next.append("&where=").append(encoded(condition)));
        return next.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
