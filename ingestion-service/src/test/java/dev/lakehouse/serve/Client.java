package dev.lakehouse.serve;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls a service over HTTP, and holds every answer against the OpenAPI document. */
final class Client {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final Optional<String> token;

    Client(URI service, String token) {
        this.service = service;
        this.token = Optional.ofNullable(token);
    }

    /** An answer. */
    record Reply(int status, HttpResponse<String> http) {
        JsonNode json() {
            try {
                return JSON.readTree(http.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + http.body(), e);
            }
        }

        String text(String field) {
            return json().path(field).asText();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }
    }

    /** The same service, with another token or none. */
    Client with(String otherToken) {
        return new Client(service, otherToken);
    }

    URI service() {
        return service;
    }

    Reply get(String path) {
        return send("GET", path, HttpRequest.newBuilder().GET());
    }

    Reply post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder().POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send("POST", path, request);
    }

    Reply send(String method, String path, HttpRequest.Builder request) {
        token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        try {
            HttpResponse<String> response = http.send(
                    request.uri(service.resolve(path)).timeout(PATIENCE).build(), BodyHandlers.ofString());
            Reply reply = new Reply(response.statusCode(), response);
            ApiDocument.check(method, path, reply);
            return reply;
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Asks for a run, which is taken, and gives its id. */
    String start(String body, String... headers) {
        Reply reply = post("/api/v1/runs", body, headers);
        assertThat(reply.status()).as(reply.http().body()).isEqualTo(202);
        return reply.text("id");
    }

    /** Waits for a run's end. */
    JsonNode ended(String id) {
        return until(id, run -> !run.path("state").asText().matches("queued|running"));
    }

    /** Asks for a run and waits for its end. */
    JsonNode run(String body) {
        return ended(start(body));
    }

    JsonNode until(String id, Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            JsonNode run = get("/api/v1/runs/" + id).json();
            if (wanted.test(run)) {
                return run;
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError(
                "the run did not get there: " + get("/api/v1/runs/" + id).json());
    }

    /** Waits until the engine works at the slow gold table. */
    JsonNode untilSlow(String id) {
        return until(
                id,
                run -> run.path("progress").path("table").asText().equals("gold.sums")
                        && !run.path("progress").path("activity").asText().isEmpty());
    }
}
