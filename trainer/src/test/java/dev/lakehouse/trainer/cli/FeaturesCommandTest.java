package dev.lakehouse.trainer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.trainer.example.ProductLake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a model would learn from is said before it does, and is what it then learns from. */
class FeaturesCommandTest {
    private static final String BINARY = """
            { from: g, key: id, label: yes, task: binary, features: { n: number, c: category },
              training: { epochs: 1, batch_size: 128 } }""";
    private static final String AMOUNT = "{ from: g, key: id, label: n, task: regression, features: { c: category } }";
    /** A thousand rows, of which 120 are still to come. */
    private static final String ROWS = """
            select i as id, case when i < 880 then i % 4 = 0 end as yes, i * 1.5e0 as n, 'c' || i % 3 as c
            from range(1000) t(i)""";

    @TempDir
    Path folder;

    private ProductLake product;

    @BeforeEach
    void open() {
        product = new ProductLake(folder);
    }

    @AfterEach
    void close() {
        product.close();
    }

    @Test
    void isWhatTrainingAtThatVersionTakes() throws Exception {
        product.gold(ROWS, BINARY);
        product.gold(ROWS.replace("880", "600"), BINARY);

        JsonNode newest = type("models", "features", "m", "--json").json();
        JsonNode first =
                type("models", "features", "m", "--version", "0", "--json").json();

        assertThat(newest.get("gold_version").intValue()).isEqualTo(1);
        assertThat(newest.get("rows_to_predict").intValue()).isEqualTo(400);
        assertThat(first.get("gold_version").intValue()).isZero();
        assertThat(first.get("rows_to_predict").intValue()).isEqualTo(120);
        assertThat(labels(first, "0")).isEqualTo(660);
        assertThat(labels(first, "1")).isEqualTo(220);
        assertThat(labels(newest, "0") + labels(newest, "1")).isEqualTo(600);

        JsonNode run = type("train", "m", "--version", "0", "--json").json();
        assertThat(run.get("gold_version")).isEqualTo(first.get("gold_version"));
        assertThat(run.get("data_fingerprint")).isEqualTo(first.get("data_fingerprint"));
        for (String part : List.of("train", "validation", "test")) {
            assertThat(run.get("rows_" + part))
                    .isEqualTo(first.get("parts").get(part).get("rows"));
        }
    }

    @Test
    void namesAreCountedAndNotShown() throws Exception {
        product.gold(ROWS, BINARY);
        Typed said = type("models", "features", "m", "--json");
        JsonNode features = said.json().get("features");
        assertThat(features.get(0).get("column").asText()).isEqualTo("n");
        assertThat(features.get(0).get("deviation").doubleValue()).isGreaterThan(100);
        assertThat(features.get(1).get("names").intValue()).isEqualTo(3);
        // In quotes, for the fingerprint of the data may hold these letters.
        assertThat(said.out()).doesNotContain("\"c1\"");
    }

    @Test
    void peopleReadItAsTables() {
        product.gold(ROWS, BINARY);
        Typed said = type("models", "features", "m");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .contains(
                        "m would learn from version 0 of gold.g", "yes: 0", "120 more rows have no yes yet", "names 3")
                .contains("lakehouse train m --version 0");
        assertThat(said.out()).doesNotContain("missing");
        assertThat(type("models").out()).contains("No model was trained in this lake yet");
        product.gold(ROWS.replace("i * 1.5e0", "case when i % 5 > 0 then i * 1.5e0 end"), BINARY);
        assertThat(type("models", "features", "m").out()).contains(", some missing");
        product.gold(ROWS.replace("i * 1.5e0", "case when i < 500 then i * 2e0 end"), AMOUNT);
        assertThat(type("models", "features", "m").out()).contains("n: mean", "500 more rows have no n yet");
    }

    @Test
    void whatCannotBeLearntFromIsSaidAsTrainSaysIt() throws Exception {
        product.gold(ROWS.replace("i < 880", "i < 0"), BINARY);
        assertThat(failure("models", "features", "m")).isEqualTo("EXAMPLES_NONE");
        product.gold(ROWS.replace("i % 4 = 0", "true"), BINARY);
        assertThat(failure("models", "features", "m")).isEqualTo("EXAMPLES_OF_ONE_CLASS");
        assertThat(failure("models", "features", "n")).isEqualTo("MODEL_NOT_FOUND");
        assertThat(failure("models", "features", "m", "--version", "9")).isEqualTo("TABLE_VERSION_NOT_FOUND");
    }

    private static int labels(JsonNode material, String label) {
        int all = 0;
        for (JsonNode part : material.get("parts")) {
            all += part.get("labels").get(label).intValue();
        }
        return all;
    }

    private String failure(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        Typed said = type(all.toArray(String[]::new));
        assertThat(said.code()).isNotZero();
        return new JsonMapper().readTree(said.err()).get("code").asText();
    }

    private Typed type(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", product.home().toString()));
        all.addAll(List.of("--pipelines", folder.resolve("pipelines").toString()));
        return Typed.in(Map.of(), all.toArray(String[]::new));
    }
}
