package dev.lakehouse.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables, their columns, history and rows over HTTP. */
class ServiceTablesTest {
    private static final String ROWS = "/api/v1/tables/silver.orders/rows";

    @TempDir
    static Path folder;

    private static Workplace.Running service;
    private static Client client;

    @BeforeAll
    static void start() {
        Workplace place = new Workplace(folder).landOrders();
        service = place.start();
        client = service.client();
        client.run("{\"pipeline\":\"shop\"}");
        place.land("shop/orders/2.csv", "id,customer,total,day,paid\n1,Ana,11.00,2024-01-09,true\n");
        client.run("{\"pipeline\":\"shop\"}");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void tablesColumnsAndHistory() {
        assertThat(client.get("/api/v1/tables").json().findValuesAsText("table"))
                .containsExactly(
                        "bronze.orders",
                        "silver.orders",
                        "silver.orders_quarantine",
                        "gold.customers",
                        "ops.landing_files");
        JsonNode orders = client.get("/api/v1/tables/silver.orders").json();
        assertThat(orders.path("rows").asLong()).isEqualTo(4);
        assertThat(orders.path("columns").findValuesAsText("name")).contains("id", "customer", "total", "day", "paid");
        assertThat(orders.path("columns").findValuesAsText("type")).contains("bigint", "decimal(12,2)", "date");
        assertThat(client.get("/api/v1/tables/silver.orders/history").json().findValuesAsText("version"))
                .containsExactly("1", "0");
        assertThat(client.get("/api/v1/tables/silver.orders/history?limit=1").json())
                .hasSize(1);
    }

    @Test
    void rowsHaveTheirTypesAndTheColumnsThatAreWanted() {
        Client.Reply answer = client.get(ROWS + "?columns=day,id,total,paid&where=id:eq:2");

        assertThat(answer.http().body())
                .contains("\"rows\":[{\"day\":\"2024-01-02\",\"id\":2,\"total\":20.50,\"paid\":false}]");
        assertThat(answer.json().path("next").isNull()).isTrue();
        assertThat(answer.json().path("version").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id:eq:2 | 2",
                "id:ne:2 | 1 3 5",
                "id:in:1,3,9 | 1 3",
                "id:lt:3 | 1 2",
                "id:ge:3 | 3 5",
                "total:gt:20.5 | 5",
                "total:ge:20.50 | 2 5",
                "total:eq:20.500 | 2",
                "total:eq:20.501 | ''",
                "total:le:1e1 | 3",
                "day:le:2024-01-03 | 2 3",
                "paid:eq:true | 1 3",
                "paid:null | 5",
                "paid:not_null | 1 2 3",
                "customer:eq:Ana | 1 3",
                "customer:starts:A | 1 3",
                "customer:contains:ill; drop | 5",
                "customer:gt:Bia | 5",
                "customer:eq:O'Neill; drop table x -- | 5"
            })
    void conditions(String condition, String ids) {
        JsonNode rows = client.get(ROWS + "?columns=id&where=" + encoded(condition))
                .json()
                .path("rows");

        List<String> found = new ArrayList<>(rows.findValuesAsText("id"));
        found.sort(null);
        assertThat(String.join(" ", found)).isEqualTo(ids);
    }

    @Test
    void allConditionsHold() {
        assertThat(client.get(ROWS + "?columns=id&where=customer:eq:Ana&where=total:gt:10")
                        .json()
                        .path("rows")
                        .findValuesAsText("id"))
                .containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id = 1 or 1=1",
                "id:eq:1 or 1=1",
                "id:eq:1; drop table silver.orders",
                "id) or (1:eq:1",
                "\"id\":eq:1",
                "id:eq:(select 1)",
                "id:like:1",
                "id:eq",
                "id",
                "id:null:1",
                "id:starts:1",
                "total:eq:NaN",
                "total:eq:1e999999999",
                "paid:eq:1",
                "day:eq:yesterday",
                "day:eq:2024-02-30"
            })
    void sqlAndNonsenseAreNoConditions(String condition) {
        Client.Reply reply = client.get(ROWS + "?where=" + encoded(condition));

        assertThat(reply.status()).as(reply.http().body()).isIn(400, 404);
        assertThat(reply.text("code")).isIn("CONDITION_ILLEGAL", "COLUMN_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or '1'='1", "x' union select 1 --", "\\", "%", "\u0000", "$1", "?"})
    void sqlInAValueIsAValue(String value) {
        JsonNode rows = client.get(ROWS + "?where=" + encoded("customer:eq:" + value))
                .json()
                .path("rows");

        assertThat(rows).isEmpty();
        assertThat(client.get("/api/v1/tables/silver.orders")
                        .json()
                        .path("rows")
                        .asLong())
                .isEqualTo(4);
    }

    @Test
    void columnsCannotBeExpressions() {
        for (String columns : List.of("count(*)", "id as x", "*", "id,", "id;select 1", "\"id\"")) {
            assertThat(client.get(ROWS + "?columns=" + encoded(columns)).text("code"))
                    .isEqualTo("COLUMN_NOT_FOUND");
        }
    }

    @Test
    void pagesAreOfOneVersion() {
        List<String> ids = new ArrayList<>();
        String next = ROWS + "?columns=id&limit=3&version=0&where=" + encoded("total:lt:1000");
        int pages = 0;
        while (!next.isEmpty()) {
            JsonNode page = client.get(next).json();
            assertThat(page.path("version").asLong()).isZero();
            page.path("rows").forEach(row -> ids.add(row.path("id").asText()));
            next = page.path("next").asText("");
            next = next.equals("null") ? "" : next;
            pages++;
        }

        assertThat(pages).isEqualTo(2);
        assertThat(ids).containsExactlyInAnyOrder("1", "2", "3", "5");
    }

    @Test
    void aTableAsItWas() {
        assertThat(total("&version=0")).isEqualTo("10.00");
        assertThat(total("")).isEqualTo("11.00");
        String firstVersion = client.get("/api/v1/tables/silver.orders?version=0")
                .json()
                .path("last_change")
                .asText();
        assertThat(total("&timestamp=" + encoded(firstVersion))).isEqualTo("10.00");
        assertThat(client.get(ROWS + "?timestamp=2001-01-01").status()).isEqualTo(404);
    }

    private static String total(String when) {
        String body =
                client.get(ROWS + "?columns=total&where=id:eq:1" + when).http().body();
        return body.replaceAll("(?s).*\"total\":([0-9.]+).*", "$1");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
