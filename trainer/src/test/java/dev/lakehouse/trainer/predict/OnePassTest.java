package dev.lakehouse.trainer.predict;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.trainer.column.ColumnFile;
import dev.lakehouse.trainer.example.ProductLake;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.run.RunWatch;
import dev.lakehouse.trainer.run.TrainModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Predictions of many more keys than are in memory at once: the tables are not gone through again and again for it. */
class OnePassTest {
    /** With so many features more than the feed keeps in memory: each pass opens each group of rows. */
    private static final int ROWS = 250_000;

    private static final int LABELLED = 2000;
    private static final int KEYS_AT_ONCE = 5_000;
    private static final List<String> NUMBERS =
            IntStream.range(0, 64).mapToObj(i -> "x" + i).toList();

    private static final String MODEL = """
            { from: g, key: id, label: y, task: binary, features: { %s: number },
              training: { epochs: 1, batch_size: 512 } }""".formatted(String.join(": number, ", NUMBERS));

    @TempDir
    private Path folder;

    private final Map<String, Integer> opened = new ConcurrentHashMap<>();

    @Test
    void eachFileIsGoneThroughAFewTimesForFiftyTimesTheKeysThatFit() throws Exception {
        try (ProductLake lake = new ProductLake(folder)) {
            Model model = lake.gold(sql(0, ROWS), MODEL);
            ModelRow run = train(lake, model);

            PredictionReport first = predict(lake, model, run);

            assertThat(first.scored()).isEqualTo(ROWS - LABELLED);
            assertThat(openings("gold/g/")).as("of the first predictions").isEqualTo(expected(lake));
            assertThat(openings("gold/previsoes_m/")).isZero();

            // Of each thousandth key the features change, and some keys are gone.
            Model later = lake.gold(sql(1, ROWS - 500), MODEL);
            PredictionReport second = predict(lake, later, run);

            assertThat(second.scored()).isEqualTo(248);
            assertThat(second.removed()).isEqualTo(500);
            assertThat(second.kept()).isEqualTo(ROWS - LABELLED - 500 - 248);
            assertThat(openings("gold/g/")).as("of a merge").isEqualTo(expected(lake));
            assertThat(openings("gold/previsoes_m/"))
                    .as("of the earlier scores")
                    .isEqualTo(1);

            assertThat(predict(lake, later, run).committed()).isFalse();
            assertThat(openings("gold/g/"))
                    .as("where nobody is asked, one pass less")
                    .isEqualTo(expected(lake) - groups(lake));
            try (Stream<Path> left = Files.walk(lake.home().resolve("ops/scratch"))) {
                assertThat(left.filter(Files::isRegularFile))
                        .as("of what was sorted there")
                        .allMatch(file -> file.toString().endsWith(".lock"));
            }
        }
    }

    /** Its groups are counted; then each is looked through for labels, drift, keys, and whom to ask about. */
    private static int expected(ProductLake lake) {
        return files(lake) + 4 * groups(lake);
    }

    private static int files(ProductLake lake) {
        return dataFiles(lake).size();
    }

    private static int groups(ProductLake lake) {
        int groups = 0;
        for (Path file : dataFiles(lake)) {
            try (ColumnFile columns = ColumnFile.open(file, file.toString())) {
                groups += columns.rowGroups().size();
            }
        }
        return groups;
    }

    private static List<Path> dataFiles(ProductLake lake) {
        Lake opened = lake.open();
        TableSnapshot newest =
                opened.existing(TableName.parse("gold.g")).snapshot().orElseThrow();
        return newest.files().stream()
                .map(file -> lake.home().resolve("gold/g").resolve(file.name()))
                .toList();
    }

    private int openings(String table) {
        return opened.entrySet().stream()
                .filter(file -> file.getKey().startsWith(table))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static String sql(int changed, int rows) {
        String numbers = NUMBERS.stream()
                .map(name -> "(k * 7919 + %d * (k %% 1000 = 0)::int) %% 1000 as %s".formatted(changed, name))
                .collect(Collectors.joining(", "));
        return "select 'k' || k as id, %s, case when k < %d then k * 7919 %% 1000 > 400 end as y from range(%d) r (k)"
                .formatted(numbers, LABELLED, rows);
    }

    private ModelRow train(ProductLake lake, Model model) {
        DeclaredModel declared = new DeclaredModel("p", model);
        return new TrainModel(lake.open(), folder.resolve("lake/models"), Clock.systemUTC())
                .run(declared.input(lake.open(), OptionalLong.empty(), declared.plan(Optional.empty())), RunWatch.NONE);
    }

    private PredictionReport predict(ProductLake lake, Model model, ModelRow run) {
        opened.clear();
        return new PredictRows(Lake.open(counting(new LocalStorage(lake.home()))), Clock.systemUTC(), KEYS_AT_ONCE)
                .run(model, () -> run, Double.MAX_VALUE);
    }

    /** Counts which data files are asked for. */
    private Storage counting(Storage storage) {
        return (Storage) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("localFile") && arguments[0] instanceof StoragePath path) {
                        opened.merge(path.value(), 1, Integer::sum);
                    }
                    try {
                        return method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
