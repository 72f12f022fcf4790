package dev.lakehouse.trainer.cli;

import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.trainer.example.ProductLake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a newcomer types after {@code lakehouse demo}, on that shop. */
class DemoShopTest {
    /** Those of the demo. */
    private static final LojaParameters SHOP = new LojaParameters(36_600, 183, 7, 3);

    @TempDir
    private Path folder;

    @Test
    void holdsEnoughToLearnFromAndToPredict() throws Exception {
        try (ProductLake lake = new ProductLake(folder)) {
            assertThat(type("train", "recompra").err()).contains("gold.clientes_por_corte", "fix: ");
            lake.loja(SHOP);

            assertThat(type("predict", "recompra").err()).contains("never trained", "lakehouse train recompra");
            JsonNode trained = type("train", "recompra", "--json").json();
            assertThat(trained.get("value").doubleValue()).isGreaterThan(0.85);
            String run = trained.get("run").asText();
            assertThat(type("predict", "recompra").err()).contains("No run of recompra is promoted", "models promote");
            assertThat(type("models", "promote", run).out()).contains("Next: lakehouse predict recompra");
            assertThat(type("predict", "recompra", "--json")
                            .json()
                            .get("scored")
                            .intValue())
                    .isGreaterThan(3_000);
            assertThat(type("predict", "gasto_60_dias", "--run", run).err()).contains("it is one of recompra");
        }
    }

    private Typed type(String... words) {
        return Typed.in(
                Map.of(
                        "LAKEHOUSE_HOME", folder.resolve("lake").toString(),
                        "LAKEHOUSE_PIPELINES", Path.of("..", "pipelines").toString()),
                words);
    }
}
