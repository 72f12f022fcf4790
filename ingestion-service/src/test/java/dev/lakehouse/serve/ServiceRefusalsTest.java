package dev.lakehouse.serve;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service refuses, each with a problem that says what to do. */
class ServiceRefusalsTest {
    @TempDir
    static Path folder;

    private static Workplace.Running service;

    @BeforeAll
    static void start() {
        service = new Workplace(folder).landOrders().start();
        service.client().run("{\"pipeline\":\"shop\"}");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs",
                "/api/v1/runs/x",
                "/api/v1/pipelines",
                "/api/v1/pipelines/shop",
                "/api/v1/tables",
                "/api/v1/tables/silver.orders",
                "/api/v1/tables/silver.orders/history",
                "/api/v1/tables/silver.orders/rows",
                "/nothing/here",
                "/health/x",
                "/health/"
            })
    void withoutTheTokenNothingIsTold(String path) {
        Client.Reply none = service.client().with(null).get(path);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(none.http().body()).doesNotContain(Workplace.TOKEN);
        for (String wrong : new String[] {"x", Workplace.TOKEN + "x", Workplace.TOKEN.substring(1), "", "\u00e9"}) {
            assertThat(service.client().with(wrong).get(path).status()).isEqualTo(401);
        }
    }

    @Test
    void withoutTheTokenNothingIsDone() {
        assertThat(service.client()
                        .with("wrong")
                        .post("/api/v1/runs", "{\"pipeline\":\"shop\"}")
                        .status())
                .isEqualTo(401);
        assertThat(service.client().with(null).post("/api/v1/catalog/sync", "").status())
                .isEqualTo(401);
        assertThat(service.client().get("/api/v1/runs").json()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"pipeline\":            | BODY_ILLEGAL",
                "``                        | BODY_ILLEGAL",
                "[]                        | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\"} x | BODY_ILLEGAL",
                "{\"pipeline\":\"a\",\"pipeline\":\"b\"} | BODY_ILLEGAL",
                "{}                        | BODY_ILLEGAL",
                "{\"pipeline\":1}          | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"stge\":\"gold\"} | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"stage\":\"iron\"} | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"full_refresh\":\"yes\"} | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"from\":\"2024-02-30\"} | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"to\":20240131} | BODY_ILLEGAL",
                "{\"pipeline\":\"shop\",\"from\":\"2024-02-01\",\"to\":\"2024-01-31\"} | BODY_ILLEGAL",
                "{\"pipeline\":\"shap\"}   | PIPELINE_NOT_FOUND",
                "{\"pipeline\":\"../shop\"} | PIPELINE_NOT_FOUND",
                "{\"pipeline\":\"shop\",\"table\":\"silver.order\"} | TABLE_NOT_IN_PIPELINE"
            })
    void aWishThatMakesNoSense(String body, String code) {
        Client.Reply reply = service.client().post("/api/v1/runs", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("code")).isEqualTo(code);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aWrongWishHearsOfAllThatIsWrongAndOfTheNearestName() {
        Client.Reply reply =
                service.client().post("/api/v1/runs", "{\"pipelin\":\"shop\",\"stage\":\"iron\",\"full_refresh\":3}");

        assertThat(reply.json().path("problems")).hasSize(4);
        assertThat(reply.http().body()).contains("did you mean 'pipeline'?");
        assertThat(service.client()
                        .post("/api/v1/runs", "{\"pipeline\":\"shap\"}")
                        .text("fix"))
                .isEqualTo("did you mean 'shop'?");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/runs/20240101-000000000-00000000, 404, RUN_NOT_FOUND",
        "/api/v1/runs/..%2f..%2flake.json, 404, RUN_NOT_FOUND",
        "/api/v1/pipelines/shap, 404, PIPELINE_NOT_FOUND",
        "/api/v1/tables/silver.order, 404, TABLE_NOT_FOUND",
        "/api/v1/tables/orders, 400, TABLE_NAME_ILLEGAL",
        "/api/v1/tables/silver.or%22ders/rows, 400, TABLE_NAME_ILLEGAL",
        "/api/v1/tables/silver.orders?version=99, 404, TABLE_VERSION_NOT_FOUND",
        "/api/v1/tables/silver.orders?version=x, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders?timestamp=x, 400, TIMESTAMP_ILLEGAL",
        "/api/v1/tables/silver.orders?version=0&timestamp=2024-01-01, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders/history?limit=0, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders/rows?limit=10001, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders/rows?offset=-1, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders/rows?filter=x, 400, PARAMETER_ILLEGAL",
        "/api/v1/tables/silver.orders/rows?columns=id%2Ctotl, 404, COLUMN_NOT_FOUND",
        "/api/v1/runs?state=done, 400, PARAMETER_ILLEGAL",
        "/api/v1/runs?limit=x, 400, PARAMETER_ILLEGAL",
        "/api/v2, 404, ROUTE_NOT_FOUND"
    })
    void whatIsNotThereOrMakesNoSense(String path, int status, String code) {
        Client.Reply reply = service.client().get(path);

        assertThat(reply.text("code")).as(reply.http().body()).isEqualTo(code);
        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void otherMethodsBodiesAndKeysThatAreTooLarge() {
        Client client = service.client();
        assertThat(client.send(
                                "DELETE",
                                "/api/v1/runs",
                                HttpRequest.newBuilder().DELETE())
                        .status())
                .isEqualTo(405);
        for (int size : List.of(70_000, 900_000)) {
            assertThat(client.post("/api/v1/runs", "{\"pipeline\":\"" + "x".repeat(size) + "\"}")
                            .status())
                    .isEqualTo(413);
        }
        assertThat(client.post("/api/v1/runs", "{\"pipeline\":\"shop\"}", "Idempotency-Key", "k".repeat(256))
                        .status())
                .isEqualTo(400);
        assertThat(client.post("/api/v1/runs/20240101-000000000-00000000/cancel", "")
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/api/v1/catalog/sync", "").text("code")).isEqualTo("CATALOG_NOT_CONFIGURED");
    }
}
