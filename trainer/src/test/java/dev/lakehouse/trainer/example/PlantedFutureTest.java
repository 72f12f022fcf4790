package dev.lakehouse.trainer.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A generated shop goes on after its newest cut-off in a way that nobody could overlook: each second customer spends a fortune. What models
 * are told of any customer at that cut-off is to the bit what it was before.
 */
@Tag("one-jdk")
class PlantedFutureTest {
    private static final int DAYS = 200;
    private static final LocalDate CUT_OFF = LocalDate.of(2024, 1, 1).plusDays(DAYS);

    @TempDir
    private Path folder;

    @Test
    void isInTheLabelsAndInNoFeature() throws Exception {
        LojaParameters shop = new LojaParameters(8_000, DAYS, 1, 2);
        try (ProductLake lake = new ProductLake(folder)) {
            Model model = recompra(lake.loja(shop));
            ExampleTable before = lake.examples(model);
            FittedFeatures features = before.fit();
            List<String> known = labelled(before.feed(features));
            List<String> customers = new ArrayList<>();
            for (Batch batch : batches(before.feed(features).toPredict(512))) {
                known.addAll(vectors(batch));
                customers.addAll(batch.keys());
            }
            List<String> planted = customers.stream()
                    .filter(customer -> Long.parseLong(customer) % 2 == 0)
                    .toList();
            assertThat(planted).hasSizeGreaterThan(300);

            plant(lake, planted);
            ExampleTable after = lake.examples(recompra(lake.loja(shop)));

            assertThat(after.survey().unlabelled()).isPositive();
            assertThat(bought(after) - bought(before)).isGreaterThanOrEqualTo(planted.size());
            List<String> later = labelled(after.feed(features));
            known.sort(null);
            later.sort(null);
            assertThat(later.equals(known))
                    .as("%d rows are as the %d of before", later.size(), known.size())
                    .isTrue();
        }
    }

    /** Orders of the sixty days from the cut-off on, the last of them on the last day. */
    private static void plant(ProductLake lake, List<String> customers) throws IOException {
        StringBuilder file =
                new StringBuilder("id_pedido;id_cliente;id_produto;quantidade;status;valor_total;data_pedido\n");
        for (int i = 0; i < customers.size(); i++) {
            LocalDate day = CUT_OFF.plusDays(i == 0 ? 59 : i % 60);
            file.append("%d;%s;1;90;entregue;99999.00;%s%n".formatted(5_000_000 + i, customers.get(i), day));
        }
        Files.writeString(lake.home().resolve("landing/loja/pedidos/planted.csv"), file);
    }

    /** In how many rows the label is 1. */
    private static long bought(ExampleTable table) {
        double sum = 0;
        for (Part part : Part.values()) {
            sum += table.survey().meanLabel(part) * table.survey().rows(part);
        }
        return Math.round(sum);
    }

    private static List<String> labelled(ExampleFeed feed) {
        List<String> all = new ArrayList<>();
        for (Part part : Part.values()) {
            batches(feed.batches(part, 512, 0, 0)).forEach(batch -> all.addAll(vectors(batch)));
        }
        return all;
    }

    /** What a network is told of each row. */
    private static List<String> vectors(Batch batch) {
        List<String> vectors = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            vectors.add(Arrays.toString(of(batch.numbers(), batch, row))
                    + Arrays.toString(of(batch.sets(), batch, row))
                    + batch.categories()[row]);
        }
        return vectors;
    }

    private static float[] of(float[] values, Batch batch, int row) {
        int width = values.length / batch.labels().length;
        return Arrays.copyOfRange(values, row * width, (row + 1) * width);
    }

    private static List<Batch> batches(Feed.Batches batches) {
        List<Batch> all = new ArrayList<>();
        try (batches) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                all.add(next.get());
            }
        }
        return all;
    }

    private static Model recompra(Pipeline loja) {
        return loja.models().stream()
                .filter(model -> model.name().equals("recompra"))
                .findFirst()
                .orElseThrow();
    }
}
