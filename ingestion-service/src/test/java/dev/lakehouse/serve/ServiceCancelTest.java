package dev.lakehouse.serve;

import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.serve.run.RunLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that somebody ends, and runs for which there is no room. */
class ServiceCancelTest {
    private static final String SLOW = "{\"pipeline\":\"slow\"}";
    private static final String GOLD = "{\"pipeline\":\"slow\",\"table\":\"gold.sums\"}";

    @TempDir
    Path folder;

    @Test
    void aStatementThatRunsIsInterruptedAndTheNextRunFinishesItsBatch() {
        Workplace place = new Workplace(folder);
        try (Workplace.Running service = place.start()) {
            Client client = service.client();
            String id = client.start(SLOW);
            client.untilSlow(id);
            long start = System.nanoTime();
            client.post("/api/v1/runs/" + id + "/cancel", "");
            JsonNode run = client.ended(id);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(run.path("state").asText()).isEqualTo("cancelled");
            assertThat(run.path("error").path("code").asText()).isEqualTo("RUN_CANCELLED");
            assertThat(run.path("tables")).hasSize(2);
            assertThat(client.get("/api/v1/tables/gold.sums").status()).isEqualTo(404);

            place.hurry();
            JsonNode next = client.run(SLOW);
            assertThat(next.path("state").asText()).as(next.toString()).isEqualTo("succeeded");
            assertThat(client.get("/api/v1/tables/gold.sums/rows").json().path("rows"))
                    .hasSize(2);
            // The batch that was planned, and one for the edited query.
            assertThat(client.get("/api/v1/tables/gold.sums/history").json().findValuesAsText("batch"))
                    .containsExactly("1", "0");
        }
    }

    @Test
    void aRunThatWaitsEndsAtOnceAndOneThatHasEndedStaysAsItIs() {
        Workplace place = new Workplace(folder);
        try (Workplace.Running service = place.start()) {
            Client client = service.client();
            String running = client.start(SLOW);
            client.untilSlow(running);
            String waiting = client.start(GOLD);

            Client.Reply cancelled = client.post("/api/v1/runs/" + waiting + "/cancel", "");

            assertThat(cancelled.text("state")).isEqualTo("cancelled");
            assertThat(cancelled.json().path("started_at").isNull()).isTrue();
            assertThat(client.post("/api/v1/runs/" + waiting + "/cancel", "").text("ended_at"))
                    .isEqualTo(cancelled.text("ended_at"));
            assertThat(client.get("/api/v1/runs/" + running).text("state")).isEqualTo("running");
        }
    }

    @Test
    void runsOfOneTableWaitForOneAnotherAndOthersDoNot() {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running service = place.start()) {
            Client client = service.client();
            String slow = client.start(SLOW);
            client.untilSlow(slow);
            String behind = client.start(GOLD);

            assertThat(client.run("{\"pipeline\":\"shop\"}").path("state").asText())
                    .isEqualTo("succeeded");
            assertThat(client.get("/api/v1/runs/" + behind).text("state")).isEqualTo("queued");
        }
    }

    @Test
    void aFullQueueSaysWhenToComeBack() {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running service = place.start(new RunLimits(4, 3, 1, Duration.ZERO))) {
            Client client = service.client();
            client.untilSlow(client.start(SLOW));
            for (int i = 0; i < 3; i++) {
                client.start(GOLD, "Idempotency-Key", "key" + i);
            }

            Client.Reply full = client.post("/api/v1/runs", GOLD);
            assertThat(full.status()).isEqualTo(503);
            assertThat(full.text("code")).isEqualTo("QUEUE_FULL");
            assertThat(full.text("why")).contains("gold.sums");
            assertThat(full.header("Retry-After")).isEqualTo("5");
            assertThat(full.json().path("retryable").asBoolean()).isTrue();
            assertThat(client.post("/api/v1/runs", GOLD, "Idempotency-Key", "key1")
                            .status())
                    .isEqualTo(200);

            client.start("{\"pipeline\":\"shop\"}");
            assertThat(client.post("/api/v1/runs", "{\"pipeline\":\"other\"}").text("code"))
                    .isEqualTo("QUEUE_FULL");
            assertThat(client.get("/metrics").http().body())
                    .contains(
                            "lakehouse_runs_waiting 4.0",
                            "lakehouse_runs_running 1.0",
                            "lakehouse_runs_refused_total 2.0");
        }
    }
}
