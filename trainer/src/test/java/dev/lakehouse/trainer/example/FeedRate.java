package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.feature.FittedFeatures;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;

/**
 * Measures how fast rows come from Parquet into the arrays of batches: {@code FeedRate FOLDER make ROWS} makes a table with ten numbers
 * and two categories, {@code FeedRate FOLDER read PASSES} reads it.
 */
final class FeedRate {
    private static final int BATCH = 1024;

    private FeedRate() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        int amount = Integer.parseInt(arguments[2]);
        if (arguments[1].equals("make")) {
            make(folder, amount);
        } else {
            read(folder, amount);
        }
    }

    private static void make(Path folder, int rows) {
        StringBuilder columns = new StringBuilder("i as id, hash(i) % 10 < 3 as yes");
        StringBuilder features = new StringBuilder("a: { type: category, max: 1000 }, b: { type: category, max: 50 }");
        for (int n = 0; n < 10; n++) {
            columns.append(", (hash(i + %d) %% 1000000 / 1000)::float as n%d".formatted((n + 1) * 1_000_003, n));
            features.append(", n").append(n).append(": number");
        }
        columns.append(", 'a' || hash(i + 7) % 1000 as a, 'b' || hash(i + 9) % 50 as b");
        try (ProductLake lake = new ProductLake(folder)) {
            lake.gold(
                    "select " + columns + " from range(" + rows + ") t(i)",
                    "{ from: g, key: id, label: yes, task: binary, features: { " + features
                            + " }, split: { by: key, validation: 1, test: 1 } }");
        }
    }

    private static void read(Path folder, int passes) {
        Model model = new PipelineReader()
                .read(folder.resolve("pipelines/p"))
                .models()
                .get(0);
        long began = System.nanoTime();
        ExampleTable table =
                ExampleTable.open(Lake.open(new LocalStorage(folder.resolve("lake"))), model, OptionalLong.empty());
        long opened = System.nanoTime();
        FittedFeatures features = table.fit();
        long fitted = System.nanoTime();
        System.out.printf(
                "java: looked through in %.2f s, fitted in %.2f s%n", (opened - began) / 1e9, (fitted - opened) / 1e9);
        ExampleFeed feed = table.feed(features);
        for (int pass = 0; pass < passes; pass++) {
            pass(feed, pass);
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "java: heap %d MB of at most %d MB%n",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20, runtime.maxMemory() >> 20);
    }

    private static void pass(ExampleFeed feed, int seed) {
        long began = System.nanoTime();
        long rows = 0;
        double sum = 0;
        try (Feed.Batches batches = feed.batches(Part.TRAIN, BATCH, seed, 0)) {
            for (Optional<Batch> batch = batches.next(); batch.isPresent(); batch = batches.next()) {
                rows += batch.get().rows();
                sum += batch.get().numbers()[0] + batch.get().categories()[0];
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "java: %,d rows in %.2f s: %.2f million a second (%.1f)%n", rows, seconds, rows / seconds / 1e6, sum);
    }
}
