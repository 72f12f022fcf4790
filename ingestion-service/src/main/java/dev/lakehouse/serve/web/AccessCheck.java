package dev.lakehouse.serve.web;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.Token;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Lets nobody pass without the token, but for the few paths that are open: a new route is closed until it is named here. */
final class AccessCheck implements Handler {
    private static final int UNAUTHORIZED = 401;
    private static final String SCHEME = "bearer ";

    /** Pages have their own way of asking for the token. */
    private static final String PAGES = "/pages/";

    private final Token token;
    private final Set<String> open;

    /** @param open paths that need no token */
    AccessCheck(Token token, Set<String> open) {
        this.token = token;
        this.open = Set.copyOf(open);
    }

    @Override
    public void handle(Context context) {
        String path = context.path();
        if (open.contains(path) || path.equals("/") || path.startsWith(PAGES)) {
            return;
        }
        Optional<String> shown = Optional.ofNullable(context.header("Authorization"))
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).strip());
        if (shown.isEmpty() || !token.matches(shown.get())) {
            context.header("WWW-Authenticate", "Bearer realm=\"lakehouse\"");
            throw Refusal.of(
                    UNAUTHORIZED,
                    shown.isEmpty() ? "TOKEN_MISSING" : "TOKEN_WRONG",
                    shown.isEmpty() ? "The request has no token" : "The request's token is wrong",
                    "the service answers those who know what LAKEHOUSE_TOKEN was when it started",
                    "send the header: Authorization: Bearer <token>");
        }
    }
}
