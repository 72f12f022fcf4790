package dev.lakehouse.serve.web;

import java.util.concurrent.TimeUnit;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.RequestLogger;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Counts requests and their time by route, never by address: names of runs and tables would make a series each.
 * What is refused for want of a token has no route. */
final class RequestMetrics implements RequestLogger {
    private static final String NONE = "none";

    private final MeterRegistry registry;

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void handle(Context context, Float milliseconds) {
        Timer.builder("lakehouse.http.requests")
                .description("Requests, from their arrival to the end of their answer")
                .tag("method", method(context))
                .tag("route", route(context))
                .tag("status", String.valueOf(context.statusCode()))
                .register(registry)
                .record((long) (milliseconds * 1000), TimeUnit.MICROSECONDS);
    }

    /** Whoever asks may invent methods, and each would be a series. */
    private static String method(Context context) {
        return HandlerType.commonHttp().contains(context.method())
                ? context.method().name()
                : NONE;
    }

    private static String route(Context context) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        return endpoint == null ? NONE : endpoint.path;
    }
}
