package dev.lakehouse.trainer.serve;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs over HTTP, whose commands are real processes: a script that does as its model's name says. */
class TrainerServerTest {
    private static final String TOKEN = "of-a-test-of-a-test";
    private static final String SCRIPT = """
            echo "$*" >>"$(dirname "$0")/asked"
            case "$2" in
                slow) exec sleep 60 ;;
                wrong) echo '{"code":"ONE_CLASS","kind":"data","what":"w","why":"y","fix":"f","problems":[]}' >&2; exit 3 ;;
                busy) echo '{"code":"LOST_RACE","kind":"conflict","what":"w","why":"y","fix":"f","problems":[]}' >&2; exit 4 ;;
                killed) kill -9 $$ ;;
                *) echo "warning: drift" >&2; echo '{"run": "m-1"}' ;;
            esac
            """;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private TrainerServer server;

    @BeforeEach
    void start() throws Exception {
        Path script = Files.writeString(folder.resolve("program"), SCRIPT);
        ServiceSettings settings = Settings.read(
                        Map.of("port", "0", "home", folder.toString()), Map.of("LAKEHOUSE_TOKEN", TOKEN))
                .service();
        server = new TrainerServer(
                settings, List.of("bash", script.toString()), new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aJobIsACommandWithItsResult() throws Exception {
        HttpResponse<String> accepted = ask("train", "m", "key");
        assertThat(accepted.statusCode()).isEqualTo(202);
        JsonNode job = end(accepted);
        assertThat(job.get("state").asText()).isEqualTo("succeeded");
        assertThat(job.get("result").get("run").asText()).isEqualTo("m-1");
        assertThat(asked()).containsExactly("train m --json");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("warning: drift");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"command": "features", "model": "m"} | models features m --json
            {"command": "features", "model": "m", "version": 3} | models features m --version 3 --json
            {"command": "train", "model": "m", "version": 0} | train m --version 0 --json
            {"command": "challenge", "model": "m", "run": "m-1"} | models challenge m-1 --json
            {"command": "predict", "model": "m"} | predict m --json
            """)
    void aWishIsTheCommandThatSomebodyWouldType(String body, String typed) throws Exception {
        end(post(body, "key"));
        assertThat(asked()).containsExactly(typed);
    }

    @Test
    void askedTwiceWithAKeyItIsDoneOnce() throws Exception {
        JsonNode first = end(ask("predict", "m", "key"));
        HttpResponse<String> again = ask("predict", "m", "key");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("id")).isEqualTo(first.get("id"));
        assertThat(asked()).hasSize(1);
        assertThat(json(ask("train", "m", "key")).get("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @ParameterizedTest
    @CsvSource({"wrong, ONE_CLASS, 422, false", "busy, LOST_RACE, 409, true", "killed, COMMAND_DIED, 503, true"})
    void aFailureSaysWhetherItMayPass(String model, String code, int status, boolean retryable) throws Exception {
        JsonNode job = end(ask("train", model, "key"));
        assertThat(job.get("state").asText()).isEqualTo("failed");
        JsonNode error = job.get("error");
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(error.get("status").asInt()).isEqualTo(status);
        assertThat(error.get("retryable").asBoolean()).isEqualTo(retryable);
        assertThat(error.get("fix").asText()).isNotEmpty();
    }

    @Test
    void aCancelledJobEndsAndTheNextOneIsDone() throws Exception {
        String slow = json(ask("train", "slow", "one")).get("id").asText();
        HttpResponse<String> waiting = ask("train", "m", "two");
        await(slow, "running");
        send(request("/api/v1/runs/" + slow + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
        await(slow, "cancelled");
        assertThat(end(waiting).get("state").asText()).isEqualTo("succeeded");
    }

    @Test
    void aJobThatIsNotKnownMayBeAskedForAgain() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/runs/none").GET());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("retryable").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"command\": \"train\", \"model\": \"--home\"}",
                "{\"command\": \"sql\", \"model\": \"m\"}",
                "{\"command\": \"challenge\", \"model\": \"m\"}",
                "{\"command\": \"challenge\", \"model\": \"m\", \"run\": \"--home=x\"}",
                "{\"command\": \"train\", \"model\": \"m\", \"shell\": \"x\"}",
                "{\"command\": \"train\", \"model\": \"m\", \"version\": -1}",
                "{\"command\": \"train\", \"model\": \"m\", \"version\": 1.5}",
                "{\"command\": \"train\", \"model\": \"m\", \"version\": \"--seed=1\"}",
                "{\"command\": \"predict\", \"model\": \"m\", \"version\": 1}",
                "[]",
                "{",
                ""
            })
    void whatIsNoWishIsRefused(String body) throws Exception {
        HttpResponse<String> answer = post(body, "key");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).get("code").asText()).isEqualTo("BODY_ILLEGAL");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void whoShowsNoTokenHearsOnlyThatItIsReady() throws Exception {
        HttpRequest.Builder open = HttpRequest.newBuilder(server.address().resolve("/ready"));
        assertThat(send(open.GET()).statusCode()).isEqualTo(200);
        HttpRequest.Builder closed = HttpRequest.newBuilder(server.address().resolve("/api/v1/runs/x"));
        assertThat(send(closed.GET()).statusCode()).isEqualTo(401);
        assertThat(send(closed.header("Authorization", "Bearer " + TOKEN + "x").GET())
                        .statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> ask(String command, String model, String key) throws Exception {
        return post("{\"command\": \"%s\", \"model\": \"%s\"}".formatted(command, model), key);
    }

    private HttpResponse<String> post(String body, String key) throws Exception {
        return send(
                request("/api/v1/runs").header("Idempotency-Key", key).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode end(HttpResponse<String> accepted) throws Exception {
        return await(json(accepted).get("id").asText(), "succeeded", "failed", "cancelled");
    }

    private JsonNode await(String id, String... states) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(deadline)) {
            JsonNode job = json(send(request("/api/v1/runs/" + id).GET()));
            if (List.of(states).contains(job.get("state").asText())) {
                return job;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the job " + id + " is none of " + List.of(states));
    }

    private HttpRequest.Builder request(String path) {
        URI address = server.address().resolve(path);
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }

    private List<String> asked() throws Exception {
        return Files.readAllLines(folder.resolve("asked"));
    }
}
