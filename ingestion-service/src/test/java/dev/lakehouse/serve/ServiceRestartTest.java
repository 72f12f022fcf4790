package dev.lakehouse.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.ForkedJvm;
import dev.lakehouse.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A service that is a process of its own, which is killed or stopped in the middle of a run. */
@DisabledOnOs(OS.WINDOWS)
class ServiceRestartTest {
    private static final String SLOW = "{\"pipeline\":\"slow\"}";
    private static final String GOLD = "{\"pipeline\":\"slow\",\"table\":\"gold.sums\"}";
    private static final String KEY = "Idempotency-Key";

    @TempDir
    Path folder;

    @Test
    void aKilledServicesRunIsInterruptedWhatWaitedGoesOnAndTheBatchIsFinished() throws Exception {
        Workplace place = new Workplace(folder);
        Process process = start(place);
        Client client = client(process);
        String running = client.start(SLOW, KEY, "the first");
        client.untilSlow(running);
        String waiting = client.start(GOLD, KEY, "the second");

        process.destroyForcibly().waitFor();
        place.hurry();

        try (Workplace.Running service = place.start()) {
            Client next = service.client();
            JsonNode interrupted = next.get("/api/v1/runs/" + running).json();
            assertThat(interrupted.path("state").asText()).isEqualTo("interrupted");
            assertThat(interrupted.path("error").path("code").asText()).isEqualTo("RUN_INTERRUPTED");
            assertThat(next.post("/api/v1/runs", SLOW, KEY, "the first").text("id"))
                    .isEqualTo(running);
            JsonNode done = next.ended(waiting);
            assertThat(done.path("state").asText()).as(done.toString()).isEqualTo("succeeded");
            // The batch that was planned, and one for the edited query.
            assertThat(next.get("/api/v1/tables/gold.sums/history").json().findValuesAsText("batch"))
                    .containsExactly("1", "0");
            assertThat(next.get("/api/v1/runs").json()).hasSize(2);
        }
    }

    @Test
    void aServiceThatLivesKeepsItsRuns() throws Exception {
        Workplace place = new Workplace(folder);
        Process process = start(place);
        Client client = client(process);
        String running = client.start(SLOW);
        client.untilSlow(running);
        try (Workplace.Running other = place.start()) {
            JsonNode seen = other.client().get("/api/v1/runs/" + running).json();
            assertThat(seen.path("state").asText()).isEqualTo("running");

            other.client().post("/api/v1/runs/" + running + "/cancel", "");

            assertThat(other.client().ended(running).path("state").asText()).isEqualTo("cancelled");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void sigtermInterruptsWhatRunsAndEndsWithZeroInTime() throws Exception {
        Workplace place = new Workplace(folder);
        Process process = start(place);
        Client client = client(process);
        String running = client.start(SLOW);
        client.untilSlow(running);
        long start = System.nanoTime();

        process.destroy();
        TimeUnit.MILLISECONDS.sleep(500);
        assertThat(client.get("/ready").status()).isEqualTo(503);
        assertThat(client.post("/api/v1/runs", SLOW).text("code")).isEqualTo("SHUTTING_DOWN");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(process.exitValue()).isZero();
        place.hurry();
        try (Workplace.Running service = place.start()) {
            assertThat(service.client().get("/api/v1/runs/" + running).text("state"))
                    .isEqualTo("interrupted");
            assertThat(service.client().run(SLOW).path("state").asText()).isEqualTo("succeeded");
        }
    }

    @Test
    void sigtermOfAnIdleServiceEndsItAtOnce() throws Exception {
        Process process = start(new Workplace(folder));
        client(process).get("/health");

        process.destroy();

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** As a user does, with the token in the environment. */
    private static Process start(Workplace place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ForkedJvm.command(
                Main.class,
                "serve",
                "--json",
                "--port",
                "0",
                "--memory",
                "900MB",
                "--home",
                place.home().toString(),
                "--pipelines",
                place.pipelines().toString()));
        builder.environment().put("LAKEHOUSE_TOKEN", Workplace.TOKEN);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static Client client(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = out.readLine().replaceAll(".*\"(http://[^\"]+)\".*", "$1");
        return new Client(URI.create(address), Workplace.TOKEN);
    }
}
