package dev.lakehouse.trainer.serve;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Token;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * Takes jobs over HTTP, in the way that the ingestion service takes runs: {@code POST /api/v1/runs} with an {@code Idempotency-Key},
 * {@code GET /api/v1/runs/{id}}, {@code POST /api/v1/runs/{id}/cancel}; {@code GET /ready} asks for no token. A request that has not
 * come as a whole within ten seconds is hung up on.
 */
public final class TrainerServer implements AutoCloseable {
    private static final String RUNS = "/api/v1/runs";
    private static final String KEY = "Idempotency-Key";
    private static final int LARGEST_BODY = 10_000;
    private static final int LONGEST_KEY = 200;
    /** Each request has one from its first byte on, so some that never come to an end leave others free. */
    private static final int THREADS = 32;

    private static final String REQUEST_TIME = "sun.net.httpserver.maxReqTime";
    private static final String LONGEST_REQUEST_SECONDS = "10";
    private static final int NEW = 202;
    private static final JsonMapper JSON = new JsonMapper();

    static {
        // Else the JDK's server waits for the rest of a request for ever. It reads this once in a process.
        if (System.getProperty(REQUEST_TIME) == null) {
            System.setProperty(REQUEST_TIME, LONGEST_REQUEST_SECONDS);
        }
    }

    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Token token;
    private final Jobs jobs;
    private final PrintStream log;

    private record Answer(int status, Object document) {}

    /**
     * Listens. Throws {@code TOKEN_MISSING} or {@code PORT_TAKEN}, of kind user.
     *
     * @param program starts the trainer; the words of a command are put behind it
     * @param log gets what happens
     */
    public TrainerServer(ServiceSettings settings, List<String> program, PrintStream log) {
        this.token = settings.token().orElseThrow(TrainerServer::tokenMissing);
        this.log = log;
        try {
            this.http = HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), 0);
        } catch (IOException e) {
            throw portTaken(settings, e);
        }
        this.jobs = new Jobs(program, log, Clock.systemUTC());
        http.createContext("/", this::handle);
        http.setExecutor(threads);
        http.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://" + http.getAddress().getHostString() + ":"
                + http.getAddress().getPort());
    }

    /** Ends, and the command that runs with it. */
    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        jobs.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                answer = answer(exchange);
            } catch (LakehouseException e) {
                answer = new Answer(
                        e.code().endsWith("_NOT_FOUND") ? 404 : e.kind().httpStatus(), ProblemDocument.of(e));
            } catch (RuntimeException e) {
                e.printStackTrace(log);
                answer = new Answer(
                        500, Map.of("code", "INTERNAL", "what", "Something went wrong that should not have"));
            }
            byte[] body = JSON.writeValueAsBytes(answer.document());
            boolean problem = answer.status() >= 400;
            exchange.getResponseHeaders()
                    .set("Content-Type", problem ? ProblemDocument.MEDIA_TYPE : "application/json");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (call.equals("GET /ready")) {
            return new Answer(200, Map.of("status", "ok"));
        }
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown == null || !shown.startsWith("Bearer ") || !token.matches(shown.substring("Bearer ".length()))) {
            return new Answer(401, ProblemDocument.of(tokenWrong()));
        }
        if (call.equals("POST " + RUNS)) {
            Jobs.Accepted accepted = jobs.submit(JobRequest.read(body(exchange)), key(exchange));
            return new Answer(accepted.isNew() ? NEW : 200, accepted.job().document());
        }
        if (call.matches("GET " + RUNS + "/[^/]+")) {
            return new Answer(200, jobs.find(last(call)).document());
        }
        if (call.matches("POST " + RUNS + "/[^/]+/cancel")) {
            String id = last(call.substring(0, call.length() - "/cancel".length()));
            jobs.cancel(id);
            return new Answer(NEW, jobs.find(id).document());
        }
        throw new LakehouseException(
                FailureKind.USER,
                "ROUTE_NOT_FOUND",
                "There is nothing at " + call,
                "the trainer takes jobs, and no more",
                "ask with POST " + RUNS);
    }

    private static String last(String call) {
        return call.substring(call.lastIndexOf('/') + 1);
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        return body.length > LARGEST_BODY ? "too long".getBytes(StandardCharsets.UTF_8) : body;
    }

    private static String key(HttpExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst(KEY);
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "IDEMPOTENCY_KEY_MISSING",
                    "The request has no usable header " + KEY,
                    "by it a wish that is made twice is known as one; it has 1 to " + LONGEST_KEY + " characters",
                    "send for example the name and date of what asks");
        }
        return key;
    }

    private static LakehouseException tokenWrong() {
        return new LakehouseException(
                FailureKind.USER,
                "TOKEN_WRONG",
                "The trainer does not know who asks",
                "the request shows no token, or another than the trainer's",
                "send 'Authorization: Bearer' with what LAKEHOUSE_TOKEN says");
    }

    private static LakehouseException tokenMissing() {
        return new LakehouseException(
                FailureKind.USER,
                "TOKEN_MISSING",
                "The trainer does not start without a token",
                "whoever reached it could have it work",
                "set LAKEHOUSE_TOKEN, for example to what 'openssl rand -hex 32' prints");
    }

    private static LakehouseException portTaken(ServiceSettings settings, IOException e) {
        return new LakehouseException(
                FailureKind.USER,
                "PORT_TAKEN",
                "The trainer cannot listen at " + settings.address() + ":" + settings.port(),
                String.valueOf(e.getMessage()),
                "choose others with LAKEHOUSE_ADDRESS and LAKEHOUSE_PORT",
                e);
    }
}
