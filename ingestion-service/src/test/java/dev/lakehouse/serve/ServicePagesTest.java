package dev.lakehouse.serve;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages, as a browser without scripts has them. */
class ServicePagesTest {
    @TempDir
    static Path folder;

    private static Workplace.Running service;
    private static String failed;

    @BeforeAll
    static void start() {
        Workplace place = new Workplace(folder).landOrders();
        service = place.start();
        service.client().run("{\"pipeline\":\"shop\"}");
        place.land("shop/orders/<b>.csv", "completely\nother\n");
        failed = service.client().run("{\"pipeline\":\"shop\"}").path("id").asText();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void withoutTheTokenThereIsNothingButTheFormThatAsksForIt() throws Exception {
        HttpClient browser = browser();
        for (String path : new String[] {"/", "/pages/runs/" + failed, "/pages/tables/silver.orders"}) {
            HttpResponse<String> page = get(browser, path);
            assertThat(page.body()).contains("type=\"password\"").doesNotContain("orders", failed);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none'");
        }
        HttpResponse<String> wrong = signIn(browser, "wrong");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("role=\"alert\"");
        assertThat(get(browser, "/").body()).doesNotContain("orders");
    }

    @Test
    void withItThereAreRunsAndTables() throws Exception {
        HttpClient browser = browser();
        HttpResponse<String> home = signIn(browser, Workplace.TOKEN);

        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.uri().getPath()).isEqualTo("/");
        assertThat(home.body()).contains("<html lang=\"en\">", failed, "gold.customers", "succeeded", "failed");
        String run = get(browser, "/pages/runs/" + failed).body();
        assertThat(run)
                .contains("DATA_NOT_TAKEN_IN", "What to do", "&lt;b&gt;.csv")
                .doesNotContain("<b>.csv");
        String table = get(browser, "/pages/tables/silver.orders").body();
        assertThat(table).contains("decimal(12,2)", "O&#39;Neill; drop table x --", "<em>null</em>");
        assertThat(get(browser, "/pages/tables/silver.nothing").statusCode()).isEqualTo(404);
        for (String page : new String[] {home.body(), run, table}) {
            assertThat(page).doesNotContain("<script", "http://", "https://").doesNotContain(Workplace.TOKEN);
        }
    }

    @Test
    void theCookieOpensPagesAloneAndSigningOutClosesThem() throws Exception {
        HttpClient browser = browser();
        signIn(browser, Workplace.TOKEN);

        assertThat(get(browser, "/api/v1/runs").statusCode()).isEqualTo(401);
        HttpResponse<String> out = browser.send(
                HttpRequest.newBuilder(uri("/pages/sign-out"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(out.body()).contains("type=\"password\"");
        assertThat(get(browser, "/").body()).doesNotContain("orders");
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static HttpResponse<String> get(HttpClient browser, String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> signIn(HttpClient browser, String token)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(uri("/pages/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return service.client().service().resolve(path);
    }
}
