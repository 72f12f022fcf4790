package dev.lakehouse.trainer.cli;

import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.example.MinioLake;
import dev.lakehouse.trainer.example.ProductLake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The same commands on a lake in an object store. */
class ObjectStoreTest {
    private static final String ROWS = """
            select k as id, (hash(k) % 1000)::double / 1000 as x, (hash(k + 7) % 1000)::double / 1000 as z,
              case when k < 3000 then hash(k) % 1000 > 500 end as y from range(3300) r (k)""";

    @TempDir
    private Path folder;

    @Test
    void trainsListsAndPredicts() throws Exception {
        try (MinioLake store = MinioLake.start(folder);
                ProductLake product = new ProductLake(folder)) {
            product.gold(
                    ROWS,
                    "{ from: g, key: id, label: y, task: binary, features: { x: number, z: number },"
                            + " training: { epochs: 4, batch_size: 128, learning_rate: 0.01 } }");
            store.bring(product.home());
            Map<String, String> environment = environment(store.home());

            JsonNode trained = Typed.in(environment, "train", "m", "--json").json();
            String run = trained.get("run").asText();
            assertThat(trained.get("value").doubleValue()).isGreaterThan(0.95);
            assertThat(Typed.in(environment, "models").out()).contains(run, "gold.g");
            assertThat(Typed.in(environment, "models", "promote", run).code()).isZero();
            assertThat(Typed.in(environment, "predict", "m", "--json").json().get("scored"))
                    .hasToString("300");
            assertThat(Typed.in(environment, "predict", "m", "--json").json().get("committed"))
                    .hasToString("false");
            assertThat(Typed.in(environment, "models", "reproduce", run).out()).contains("to the same bits");

            try (Storage storage = store.storage()) {
                assertThat(Lake.open(storage)
                                .existing(TableName.parse("gold.previsoes_m"))
                                .snapshot()
                                .orElseThrow()
                                .rows())
                        .isEqualTo(300);
                assertThat(storage.list(new StoragePath("models/m/" + run)))
                        .extracting(file -> file.path().fileName())
                        .contains("saved_model.pb", "model-card.md", "metrics.json")
                        .doesNotContain(".lock");
            }
        }
    }

    private Map<String, String> environment(ObjectStore home) {
        return Map.of(
                "LAKEHOUSE_HOME", home.toString(),
                "LAKEHOUSE_S3_ENDPOINT", home.endpoint().orElseThrow().toString(),
                "LAKEHOUSE_SCRATCH", home.scratch().toString(),
                "LAKEHOUSE_PIPELINES", folder.resolve("pipelines").toString());
    }
}
