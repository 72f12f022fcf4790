package dev.lakehouse.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.schema.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs that are asked for over HTTP. */
class ServiceRunsTest {
    private static final String SHOP = "{\"pipeline\": \"shop\"}";
    private static final String KEY = "Idempotency-Key";

    @TempDir
    Path folder;

    @Test
    void aRunCarriesWhatLandedToGoldAndTheNextFindsNothingNew() {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running service = place.start()) {
            JsonNode run = service.client().run(SHOP);

            assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("succeeded");
            assertThat(run.path("nothing_new").asBoolean()).isFalse();
            assertThat(tables(run))
                    .containsExactly("bronze.orders 246 5", "silver.orders 468 5", "gold.customers 680 3");
            assertThat(run.path("tables").path(1).path("rows_quarantined").asLong())
                    .isEqualTo(1);
            assertThat(run.path("error").isNull()).isTrue();
            assertThat(service.told)
                    .extracting(TableName::toString)
                    .containsExactly("bronze.orders", "silver.orders", "gold.customers", "ops.landing_files");
            JsonNode again = service.client().run(SHOP);
            assertThat(again.path("state").asText()).isEqualTo("succeeded");
            assertThat(again.path("nothing_new").asBoolean()).isTrue();
            assertThat(tables(again))
                    .containsExactly("bronze.orders 135 0", "silver.orders 357 0", "gold.customers 579 0");
        }
    }

    @Test
    void aPartOfAPipelineRunsAlone() {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running service = place.start()) {
            JsonNode bronze = service.client().run("{\"pipeline\":\"shop\",\"stage\":\"bronze\"}");
            JsonNode table = service.client().run("{\"pipeline\":\"shop\",\"table\":\"silver.orders\"}");
            JsonNode refreshed =
                    service.client().run("{\"pipeline\":\"shop\",\"stage\":\"silver\",\"full_refresh\":true}");

            assertThat(tables(bronze)).containsExactly("bronze.orders 246 5");
            assertThat(tables(table)).containsExactly("silver.orders 468 5");
            assertThat(tables(refreshed)).containsExactly("silver.orders 468 5");
        }
    }

    /** The days are the run's: they are part of what its key stands for, and are there after a restart. */
    @Test
    void aBackfillTakesInTheFilesOfItsDaysAlone() {
        Workplace place = new Workplace(folder).landOrders();
        for (int day = 1; day <= 3; day++) {
            place.land(
                    "shop/orders/2023-01-0" + day + ".csv", "id,customer,total,day,paid\n9" + day + ",Ana,1,,true\n");
        }
        String backfill = "{\"pipeline\":\"shop\",\"from\":\"2023-01-01\",\"to\":\"2023-01-02\"}";
        String id;
        try (Workplace.Running service = place.start()) {
            JsonNode run = service.client().run(backfill);
            id = run.path("id").asText();

            assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("succeeded");
            assertThat(tables(run)).contains("bronze.orders 246 2");
            assertThat(run.path("tables").path(0).path("notices").toString())
                    .contains("2 files of other days wait for a run that is about these");
            assertThat(tables(service.client().run(backfill))).contains("bronze.orders 135 0");
        }
        try (Workplace.Running service = place.start()) {
            JsonNode run = service.client().get("/api/v1/runs/" + id).json();

            assertThat(run.path("from").asText()).isEqualTo("2023-01-01");
            assertThat(run.path("to").asText()).isEqualTo("2023-01-02");
            assertThat(tables(service.client().run(SHOP))).contains("bronze.orders 246 6");
        }
    }

    @Test
    void whatIsWrongWithARunSaysWhatToDo() {
        Workplace place = new Workplace(folder).landOrders();
        place.land("shop/orders/2.csv", "completely\nother\n");
        place.write("pipelines/shop/customers.sql", "select nobody from silver.orders");
        try (Workplace.Running service = place.start()) {
            JsonNode refused = service.client().run("{\"pipeline\":\"shop\",\"stage\":\"bronze\"}");
            JsonNode failed = service.client().run(SHOP);

            assertThat(refused.path("state").asText()).isEqualTo("failed");
            assertThat(refused.path("error").path("code").asText()).isEqualTo("DATA_NOT_TAKEN_IN");
            assertThat(refused.path("error").path("why").asText()).contains("2.csv");
            assertThat(tables(refused)).containsExactly("bronze.orders 246 5");
            assertThat(failed.path("state").asText()).isEqualTo("failed");
            assertThat(failed.path("error").path("code").asText()).isEqualTo("SQL_INVALID");
            assertThat(failed.path("error").path("fix").asText()).isNotEmpty();
            assertThat(tables(failed)).hasSize(2);
        }
    }

    @Test
    void aKeyIsOneRunAlsoAfterARestart() {
        Workplace place = new Workplace(folder).landOrders();
        String first;
        try (Workplace.Running service = place.start()) {
            first = service.client().start(SHOP, KEY, "2024-01-01 shop");
            service.client().ended(first);
            assertSame(first, service.client());
        }
        try (Workplace.Running service = place.start()) {
            assertSame(first, service.client());
            assertThat(service.client().get("/api/v1/runs").json()).hasSize(1);
            assertThat(service.client()
                            .post("/api/v1/runs", "{\"pipeline\":\"shop\",\"stage\":\"gold\"}", KEY, "2024-01-01 shop")
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void sixteenWhoUseOneKeyAtOnceOfTwoServicesGetOneRun() throws Exception {
        Workplace place = new Workplace(folder).landOrders();
        try (Workplace.Running one = place.start();
                Workplace.Running other = place.start()) {
            List<Client.Reply> replies = new ArrayList<>();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            CyclicBarrier together = new CyclicBarrier(16);
            List<Future<Client.Reply>> futures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Client client = (i % 2 == 0 ? one : other).client();
                Callable<Client.Reply> ask = () -> {
                    together.await();
                    return client.post("/api/v1/runs", SHOP, KEY, "raced");
                };
                futures.add(threads.submit(ask));
            }
            for (Future<Client.Reply> future : futures) {
                replies.add(future.get());
            }
            threads.shutdown();

            assertThat(replies)
                    .extracting(Client.Reply::status)
                    .containsOnlyOnce(202)
                    .containsOnly(200, 202);
            Set<String> ids = new TreeSet<>();
            replies.forEach(reply -> ids.add(reply.text("id")));
            assertThat(ids).hasSize(1);
            assertThat(one.client().ended(ids.iterator().next()).path("state").asText())
                    .isEqualTo("succeeded");
            assertThat(other.client().get("/api/v1/runs").json()).hasSize(1);
        }
    }

    @Test
    void runsAreListedTheNewestFirst() {
        Workplace place = new Workplace(folder).landOrders().land("other/things/1.csv", "a\n1\n");
        try (Workplace.Running service = place.start()) {
            Client client = service.client();
            client.run(SHOP);
            client.run("{\"pipeline\":\"other\"}");
            client.run(SHOP);

            assertThat(client.get("/api/v1/runs").json().findValuesAsText("pipeline"))
                    .containsExactly("shop", "other", "shop");
            assertThat(client.get("/api/v1/runs?pipeline=other").json()).hasSize(1);
            assertThat(client.get("/api/v1/runs?pipeline=shop&limit=1").json()).hasSize(1);
            assertThat(client.get("/api/v1/runs?state=succeeded").json()).hasSize(3);
            assertThat(client.get("/api/v1/runs?state=failed").json()).isEmpty();
        }
    }

    private static void assertSame(String first, Client client) {
        Client.Reply again = client.post("/api/v1/runs", SHOP, KEY, "2024-01-01 shop");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(first);
        assertThat(again.text("state")).isEqualTo("succeeded");
    }

    private static List<String> tables(JsonNode run) {
        List<String> tables = new ArrayList<>();
        run.path("tables")
                .forEach(table -> tables.add(table.path("table").asText() + " "
                        + table.path("control_key").asText() + " "
                        + table.path("rows_in").asText()));
        return tables;
    }
}
