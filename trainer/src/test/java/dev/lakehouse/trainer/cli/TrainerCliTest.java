package dev.lakehouse.trainer.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.trainer.example.ProductLake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands as users type them, on a lake whose gold table the product makes. */
class TrainerCliTest {
    private static final String MODEL = """
            { from: g, key: id, label: y, task: binary, features: { x: number, z: number },
              training: { epochs: 12, batch_size: 128, learning_rate: 0.01 } }""";

    private static final String ROWS = """
            select id, x, z,
              case when id < 3000 then (unit(id) < 0.1 + 0.8 * (abs(x - 0.5) > 0.25)::int)::int end as y
            from (select k as id, unit(k) + %s as x, unit(z) as z from range(3300) r (k))""".replace("unit(k)", unit("k"))
            .replace("unit(z)", unit("(k + 5000000)"))
            .replace("unit(id)", unit("(id + 9000000)"));

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
    void trainsPromotesPredictsAndMakesItAgain() throws Exception {
        product.gold(ROWS.formatted("0"), MODEL);
        assertThat(run("predict", "m").code()).isEqualTo(2);
        Typed trained = run("train", "m");
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).startsWith("trains on the ");
        assertThat(trained.out()).contains("learnt from version 0 of gold.g", "logistic regression");
        String run = json("models").get(0).get("run").asText();
        assertThat(json("models").get(0).get("value").doubleValue()).isGreaterThan(0.8);
        JsonNode verdict = json("models", "challenge", run);
        assertThat(verdict.get("promoted").asBoolean()).isTrue();
        assertThat(verdict.get("predicts").asText()).isEqualTo(run);
        assertThat(run("models", "challenge", run).out()).contains("not promoted: it predicts already");
        assertThat(run("models", "promote", run).out()).contains(run + " predicts from now on");
        assertThat(run("models").out()).contains("promoted");

        JsonNode first = json("predict", "m");
        assertThat(first.get("scored").intValue()).isEqualTo(300);
        assertThat(predictions().rows()).isEqualTo(300);
        assertThat(json("predict", "m").get("committed").booleanValue()).isFalse();
        assertThat(predictions().version()).isZero();

        // Twenty of those to predict have other features now, and one is gone.
        product.gold(ROWS.formatted("(k >= 3100 and k < 3120)::int * 0.001") + " where id <> 3299", MODEL);
        JsonNode second = json("predict", "m");
        assertThat(second.get("scored").intValue()).isEqualTo(20);
        assertThat(second.get("kept").intValue()).isEqualTo(279);
        assertThat(second.get("removed").intValue()).isEqualTo(1);
        assertThat(predictions().rows()).isEqualTo(299);

        // By now the pipeline asks something else: that is no matter of what was asked then.
        product.gold(
                ROWS.formatted("0").replace(" as y", " as w"),
                MODEL.replace("label: y", "label: w, split: { by: key, validation: 30, test: 20 }")
                        .replace(", z: number", ""));
        Typed again = run("models", "reproduce", run);
        assertThat(again.out()).contains("was made again, to the same bits");
        assertThat(again.code()).isZero();
    }

    @Test
    void driftIsWarnedOfOrForbidden() throws Exception {
        product.gold(ROWS.formatted("0"), MODEL);
        run("train", "m");
        String run = json("models").get(0).get("run").asText();
        Typed calm = run("predict", "m", "--run", run, "--drift-limit", "0.25");
        assertThat(calm.code()).as(calm.err()).isZero();
        long version = predictions().version();
        product.gold(ROWS.formatted("(k >= 3000)::int * 0.4"), MODEL);
        Typed forbidden = run("predict", "m", "--run", run, "--drift-limit", "0.25");
        assertThat(forbidden.code()).isEqualTo(3);
        assertThat(forbidden.err()).contains("unlike those that " + run + " learnt from", "x ");
        assertThat(predictions().version()).isEqualTo(version);
        String declared = MODEL.replace("task:", "drift: { warn: 0.1, fail: 0.3 }, task:");
        product.gold(ROWS.formatted("(k >= 3000)::int * 0.4"), declared);
        Typed failed = run("predict", "m", "--run", run);
        assertThat(failed.code()).isEqualTo(3);
        assertThat(failed.err()).contains("unlike those that " + run + " learnt from");
        assertThat(predictions().version()).isEqualTo(version);
        assertThat(run("predict", "m", "--run", run, "--drift-limit", "50").code())
                .as("allowed for once")
                .isZero();
        product.gold(ROWS.formatted("(k >= 3000)::int * 0.4"), MODEL);
        Typed warned = run("predict", "m", "--run", run);
        assertThat(warned.code()).isZero();
        assertThat(warned.err()).contains("warning: x is distributed otherwise");
        assertThat(warned.err()).doesNotContain("warning: z");
    }

    @Test
    void whatCannotBeDoneIsSaid() throws Exception {
        product.gold(ROWS.formatted("0"), MODEL);
        assertThat(run("train", "n").err()).contains("There is no model n", "the nearest name is m");
        assertThat(run("train", "m", "--version", "9").err()).contains("There is no version 9 of gold.g");
        assertThat(run("train").err()).contains("Missing required parameter");
        assertThat(run("models", "promote", "m-1").err()).contains("There is no run m-1");
        Typed failed = run("train", "m", "--seeds", "1", "--json");
        assertThat(failed.code()).isEqualTo(2);
        assertThat(new JsonMapper().readTree(failed.err()).get("code").asText()).isEqualTo("ARGUMENT_ILLEGAL");
        product.gold("select * from (" + ROWS.formatted("0") + ") where y = 1", MODEL);
        Typed oneClass = run("train", "m");
        assertThat(oneClass.code()).isEqualTo(3);
        assertThat(oneClass.err()).startsWith("error: ").doesNotContain("Exception");
        assertThat(run("models").out()).contains("No model was trained in this lake yet");
    }

    /** A number between 0 and 1 that is a row's own. */
    private static String unit(String id) {
        return "(hash(" + id + ") %% 100000)::double / 100000";
    }

    private TableSnapshot predictions() {
        return product.open()
                .table(TableName.parse("gold.previsoes_m"))
                .snapshot()
                .orElseThrow();
    }

    private JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        return run(all.toArray(String[]::new)).json();
    }

    private Typed run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(
                "--home",
                product.home().toString(),
                "--pipelines",
                folder.resolve("pipelines").toString()));
        return Typed.in(Map.of(), all.toArray(String[]::new));
    }
}
