package dev.lakehouse.trainer.predict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.rowfile.TableRewrite;
import dev.lakehouse.trainer.example.ProductLake;
import dev.lakehouse.trainer.question.DeclaredModel;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.run.RunWatch;
import dev.lakehouse.trainer.run.TrainModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Predictions of more keys than are held in memory at once, and rows that nobody can be sure of. */
class PredictRowsTest {
    private static final String MODEL = """
            { from: g, key: id, label: y, task: binary, features: { x: number, c: category },
              training: { epochs: 2, batch_size: 128 } }""";

    /** 1,000 rows to learn from, 500 to predict. */
    private static final String ROWS = """
            select k as id, (hash(k) %% 1000)::double / 1000 + %s as x, 'c' || k %% 7 as c,
              case when k < 1000 then hash(k) %% 1000 > 400 end as y from range(1500) r (k)""";

    @TempDir
    private Path folder;

    private ProductLake lake;

    @BeforeEach
    void openLake() {
        lake = new ProductLake(folder);
    }

    @AfterEach
    void closeLake() {
        lake.close();
    }

    @Test
    void howManyKeysAreHeldAtOnceChangesNothing() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        PredictionReport first = predict(model, run, 40);
        assertThat(first.scored()).isEqualTo(500);
        Map<Object, Prediction> scores = predictions(model);
        assertThat(scores).hasSize(500);
        assertThat(predict(model, run, 7).committed()).isFalse();
        assertThat(predict(model, run, 1_000_000).committed()).isFalse();
        assertThat(predictions(model)).isEqualTo(scores);

        // Thirty have other features, ten are gone, and twenty are new.
        Model later = lake.gold(
                ROWS.formatted("(k between 1100 and 1129)::int * 0.01").replace("range(1500)", "range(10, 1520)")
                        + " where k not between 1200 and 1209",
                MODEL);
        PredictionReport second = predict(later, run, 40);

        assertThat(second.scored()).isEqualTo(50);
        assertThat(second.kept()).isEqualTo(460);
        assertThat(second.removed()).isEqualTo(10);
        Map<Object, Prediction> after = predictions(model);
        assertThat(after.keySet()).hasSize(510).contains(1519L).doesNotContain(1205L);
        assertThat(after.get(1300L)).isEqualTo(scores.get(1300L));
        assertThat(after.get(1110L).goldVersion()).isEqualTo(1);
        assertThat(dataFiles())
                .as("of two versions, and nothing of what was not needed")
                .isEqualTo(2);
    }

    /** A slow prediction must not put older scores over those that somebody made of a newer version meanwhile. */
    @Test
    void whereGoldMovesOnMeanwhileTheNewestVersionIsPredicted() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        List<Map<Object, Prediction>> others = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();

        PredictionReport report = predict(model, () -> {
            if (looks.incrementAndGet() == 2) {
                Model newer = lake.gold(ROWS.formatted("0.01").replace("range(1500)", "range(1520)"), MODEL);
                predict(newer, run, 40);
                others.add(predictions(model));
            }
            return run;
        });

        assertThat(others.get(0)).hasSize(520);
        assertThat(predictions(model)).isEqualTo(others.get(0));
        assertThat(report.goldVersion()).isEqualTo(1);
        assertThat(report.committed()).isFalse();
    }

    @Test
    void whereAnotherRunIsPromotedMeanwhileThatOnePredicts() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow first = train(model);
        ModelRow second = train(model);
        AtomicInteger looks = new AtomicInteger();

        PredictionReport report = predict(model, () -> looks.incrementAndGet() == 1 ? first : second);

        assertThat(report.run()).isEqualTo(second.run());
        assertThat(predictions(model).values())
                .hasSize(500)
                .allMatch(prediction -> prediction.modelRun().equals(second.run()));
        AtomicInteger more = new AtomicInteger();
        LakehouseException never =
                failure(() -> predict(model, () -> more.incrementAndGet() % 2 == 1 ? first : second));
        assertThat(never.code()).isEqualTo("PREDICTION_OVERTAKEN");
        assertThat(never.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(dataFiles()).as("nothing more was written").isEqualTo(1);
    }

    /** A SavedModel is a program: whoever can write to its folder would have the trainer run another one. */
    @Test
    void aModelThatSomebodyChangedIsNotRun() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        Path saved = lake.home().resolve(run.folder()).resolve("saved_model");
        byte[] graph = Files.readAllBytes(saved.resolve("saved_model.pb"));
        graph[graph.length / 2] ^= 1;
        Files.write(saved.resolve("saved_model.pb"), graph);

        LakehouseException changed = failure(() -> predict(model, run, 40));

        assertThat(changed.code()).isEqualTo("MODEL_CHANGED");
        graph[graph.length / 2] ^= 1;
        Files.write(saved.resolve("saved_model.pb"), graph);
        Files.writeString(saved.resolve("more.txt"), "not of the run");
        assertThat(failure(() -> predict(model, run, 40)).what())
                .isEqualTo("The SavedModel of the run " + run.run() + " is not the one that was recorded");
        Files.delete(saved.resolve("more.txt"));
        assertThat(predict(model, run, 40).scored()).isEqualTo(500);
    }

    /** Who may write to the folder of models could else silence what fails where customers are no longer alike. */
    @Test
    void whatDriftIsMeasuredByIsTheRecordedOneAndAMissingModelIsSaid() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        Path profiles = lake.home().resolve(run.folder()).resolve("profiles.json");
        String recorded = Files.readString(profiles);
        Files.writeString(profiles, recorded.replaceFirst("[1-9]", "0"));

        LakehouseException changed = failure(() -> predict(model, run, 40));

        assertThat(changed.code()).isEqualTo("MODEL_CHANGED");
        assertThat(changed.what()).startsWith("profiles.json of the run ");
        Files.writeString(profiles, recorded);
        Path saved = lake.home().resolve(run.folder()).resolve("saved_model");
        Files.move(saved, saved.resolveSibling("elsewhere"));
        assertThat(failure(() -> predict(model, run, 40)).code()).isEqualTo("MODEL_MISSING");
    }

    @Test
    void aKeyThatIsTwiceIsSaidAndWritesNothing() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        Model twice = lake.gold(ROWS.formatted("0").replace("k as id", "k - (k = 1400)::int as id"), MODEL);

        LakehouseException failure = failure(() -> predict(twice, run, 40));

        assertThat(failure.code()).isEqualTo("KEY_TWICE");
        assertThat(failure.what()).isEqualTo("The key 1399 is on two rows to predict");
        assertThat(dataFiles()).isZero();
    }

    @Test
    void aColumnThatVanishedSinceTheTrainingIsSaid() throws Exception {
        Model model = lake.gold(ROWS.formatted("0"), MODEL);
        ModelRow run = train(model);
        Model without = lake.gold(ROWS.formatted("0").replace(" as c,", " as cc,"), MODEL.replace(", c: category", ""));

        LakehouseException failure = failure(() -> predict(without, run, 40));

        assertThat(failure.what()).isEqualTo("gold.g.c has no value in any row at version 1");
        assertThat(failure.fix()).contains("train anew");
    }

    private ModelRow train(Model model) {
        DeclaredModel declared = new DeclaredModel("p", model);
        return new TrainModel(lake.open(), folder.resolve("lake/models"), Clock.systemUTC())
                .run(declared.input(lake.open(), OptionalLong.empty(), declared.plan(Optional.empty())), RunWatch.NONE);
    }

    private PredictionReport predict(Model model, ModelRow run, int keysAtOnce) {
        return new PredictRows(lake.open(), Clock.systemUTC(), keysAtOnce).run(model, () -> run, Double.MAX_VALUE);
    }

    private PredictionReport predict(Model model, Supplier<ModelRow> chosen) {
        return new PredictRows(lake.open(), Clock.systemUTC(), 40).run(model, chosen, Double.MAX_VALUE);
    }

    private Map<Object, Prediction> predictions(Model model) {
        Map<Object, Prediction> all = new TreeMap<>();
        new TableRewrite(lake.open(), model.predictions(), Prediction.schema(new Column("id", Primitive.BIGINT)))
                .read(values -> all.put(values.get(0), Prediction.of(values)));
        return all;
    }

    private long dataFiles() throws Exception {
        Path table = lake.home().resolve("gold/previsoes_m");
        if (Files.notExists(table)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).count();
        }
    }

    private static LakehouseException failure(Runnable action) {
        return catchThrowableOfType(LakehouseException.class, action::run);
    }
}
