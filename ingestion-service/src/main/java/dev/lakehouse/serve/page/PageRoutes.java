package dev.lakehouse.serve.page;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import dev.lakehouse.config.Token;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.run.Run;
import dev.lakehouse.serve.run.RunState;
import dev.lakehouse.serve.run.Runs;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;

/** The pages, and the form that asks for the token; a cookie that only pages look at remembers that it was shown. */
public final class PageRoutes {
    private static final String PREFIX = "/pages/";

    private static final String COOKIE = "lakehouse_session";
    private static final int RUNS = 20;
    private static final long ROWS = 20;

    private final Token token;
    private final Runs runs;
    private final Lake lake;
    private final Supplier<Engine> engine;
    private final Clock clock;
    private final Sessions sessions;

    public PageRoutes(Token token, Runs runs, Lake lake, Supplier<Engine> engine, Clock clock) {
        this.token = token;
        this.runs = runs;
        this.lake = lake;
        this.engine = engine;
        this.clock = clock;
        this.sessions = new Sessions(clock);
    }

    public void add(RoutesConfig routes) {
        routes.get("/", guarded(context -> html(context, home())));
        routes.get(PREFIX + "runs/{id}", guarded(context -> html(context, run(context.pathParam("id")))));
        routes.get(PREFIX + "tables/{table}", guarded(context -> html(context, table(context.pathParam("table")))));
        routes.post(PREFIX + "sign-in", this::signIn);
        routes.post(PREFIX + "sign-out", context -> {
            sessions.end(cookie(context));
            context.removeCookie(COOKIE, "/");
            context.redirect("/", HttpStatus.SEE_OTHER);
        });
    }

    private Handler guarded(Handler page) {
        return context -> {
            if (!sessions.isOpen(cookie(context))) {
                html(context, SignInPage.of(false));
                return;
            }
            try {
                page.handle(context);
            } catch (LakehouseException e) {
                context.status(e.code().endsWith("_NOT_FOUND") ? 404 : e.kind().httpStatus());
                html(context, Html.page(e.what(), true, reasons(e)));
            }
        };
    }

    private void signIn(Context context) {
        String shown = Optional.ofNullable(context.formParam("token")).orElse("");
        if (!token.matches(shown.strip())) {
            context.status(HttpStatus.UNAUTHORIZED);
            html(context, SignInPage.of(true));
            return;
        }
        context.cookie(new Cookie(
                COOKIE,
                sessions.begin(),
                "/",
                (int) Sessions.LENGTH.toSeconds(),
                context.scheme().equals("https"),
                true,
                null,
                SameSite.STRICT));
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    private String home() {
        List<TableSnapshot> tables = lake.tables().stream()
                .flatMap(name -> lake.table(name).snapshot().stream())
                .toList();
        return HomePage.of(runs.list(Optional.empty(), Optional.empty(), RUNS), tables, clock.instant());
    }

    private String run(String id) {
        Run run = runs.find(id);
        Instant now = clock.instant();
        return RunPage.of(run, run.state() == RunState.RUNNING ? runs.progress(run) : Optional.empty(), now);
    }

    private String table(String name) {
        TableSnapshot table = QueryLake.snapshot(lake, TableName.parse(name), Optional.empty());
        TablePage page = new TablePage(table);
        new QueryLake(lake, engine.get()).rows(table, List.of(), List.of(), ROWS, 0, page);
        return page.html();
    }

    private static String reasons(LakehouseException e) {
        return "<dl>" + Html.entry("Why", Html.escape(e.why())) + Html.entry("What to do", Html.escape(e.fix()))
                + "</dl>\n";
    }

    private static Optional<String> cookie(Context context) {
        return Optional.ofNullable(context.cookie(COOKIE));
    }

    private static void html(Context context, String page) {
        context.header("Content-Security-Policy", Html.contentSecurityPolicy());
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("Cache-Control", "no-store");
        context.html(page);
    }
}
