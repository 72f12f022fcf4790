package dev.lakehouse.trainer.run;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.network.Device;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.registry.ModelRow;
import dev.lakehouse.trainer.registry.ModelTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrainModelTest {
    private static final MemoryFeed FEED = KnownSignal.feed(Task.BINARY, 8000, 21);

    @TempDir
    Path home;

    @Test
    void leavesAFolderAndARow() throws Exception {
        ModelRow row = train(input(FEED, Task.BINARY, 1, 3));
        assertThat(new ModelTable(lake()).rows()).containsExactly(row);
        assertThat(row.run()).startsWith("recompra-");
        assertThat(row.goldVersion()).isEqualTo(3);
        assertThat(row.value()).isBetween(0.75, 0.95);
        assertThat(row.low()).isLessThan(row.value());
        assertThat(row.rowsTrain()).isEqualTo(5600);
        assertThat(row.device()).isEqualTo(Device.ofThisMachine().toString()).matches("(CPU|GPU) \\(.+\\)");
        Path folder = home.resolve(row.folder());
        assertThat(FileTree.names(folder))
                .containsExactly(
                        "calibration.png",
                        "features.json",
                        "loss.png",
                        "metrics.json",
                        "model-card.md",
                        "profiles.json",
                        "roc.png",
                        "run.json",
                        "test_scores.parquet");
        assertThat(folder.resolve("saved_model/saved_model.pb")).exists();
        assertThat(folder.resolve("checkpoints")).doesNotExist();
        for (String picture : List.of("loss.png", "calibration.png", "roc.png")) {
            assertThat(ImageIO.read(folder.resolve(picture).toFile()).getWidth())
                    .isEqualTo(800);
        }
        assertThat(Files.readString(folder.resolve("model-card.md")))
                .contains("logistic regression", "recency alone", "version 3", row.weights())
                .contains("better than every simpler answer, by more than chance explains");
        JsonNode metrics =
                new JsonMapper().readTree(folder.resolve("metrics.json").toFile());
        assertThat(metrics.at("/metrics/auc/value").doubleValue()).isEqualTo(row.value());
        assertThat(metrics.at("/baselines/2/margin/low").doubleValue()).isPositive();
    }

    @Test
    void aKilledRunIsTakenUpAndRecordedOnce() {
        ModelRow straight = train(input(FEED, Task.BINARY, 1, 3));
        TrainingInput other = input(FEED, Task.BINARY, 1, 4);
        RunWatch killing = new RunWatch() {
            @Override
            public void phase(String name) {
                if (name.equals("report")) {
                    throw new Killed();
                }
            }
        };
        assertThatThrownBy(() -> runs().run(other, killing)).isInstanceOf(Killed.class);
        RunWatch noSteps = new RunWatch() {
            @Override
            public void step(long step, double loss) {
                throw new AssertionError("trained again");
            }
        };
        ModelRow resumed = runs().run(other, noSteps);
        assertThat(resumed.weights()).isEqualTo(straight.weights());
        assertThat(new ModelTable(lake()).rows()).hasSize(2);
        assertThat(resumed.run()).isNotEqualTo(straight.run());
    }

    @Test
    void whatComesAfterTheTrainingSaysHowFarItIs() {
        Map<String, List<Long>> said = new TreeMap<>();
        runs().run(input(FEED, Task.BINARY, 1, 3), new RunWatch() {
            private String phase = "";

            @Override
            public void phase(String name) {
                phase = name;
            }

            @Override
            public void progress(long done, long of) {
                said.computeIfAbsent(phase, name -> new ArrayList<>()).add(of - done);
            }
        });
        assertThat(said.keySet()).containsExactly("profiles", "report");
        said.values()
                .forEach(left -> assertThat(left)
                        .isSortedAccordingTo(Comparator.reverseOrder())
                        .endsWith(0L));
    }

    @Test
    void killedRunsOfEarlierVersionsFreeTheDisk() throws Exception {
        RunWatch killing = new RunWatch() {
            @Override
            public void phase(String name) {
                if (name.equals("report")) {
                    throw new Killed();
                }
            }
        };
        for (long version : List.of(3L, 5L)) {
            assertThatThrownBy(() -> runs().run(input(FEED, Task.BINARY, 2, version), killing))
                    .isInstanceOf(Killed.class);
        }
        Path models = home.resolve("models/recompra");
        try (RunFolder busy =
                RunFolder.open(home.resolve("models"), input(FEED, Task.BINARY, 3, 3), Set::of, Instant.EPOCH)) {
            ModelRow row = train(input(FEED, Task.BINARY, 1, 4));
            assertThat(FileTree.folders(models).stream()
                            .filter(folder -> folder.getParent().equals(models)))
                    .as("of version 3 that somebody is at work on, of version 5, and this one")
                    .hasSize(3)
                    .contains(busy.path(), home.resolve(row.folder()));
        }
    }

    /** With the same features of the same rows, another label is another thing to learn. */
    @Test
    void aKilledRunOfAnotherQuestionIsNotTakenUp() throws Exception {
        TrainingInput input = input(FEED, Task.BINARY, 1, 3);
        TrainingInput asked = new TrainingInput(
                input.pipeline(),
                input.model(),
                "{\"label\":\"gastou\"}",
                input.table(),
                input.version(),
                input.dataFingerprint(),
                input.features(),
                input.feed(),
                input.plan());
        RunFolder.open(home, input, Set::of, Instant.EPOCH).close();
        RunFolder.open(home, asked, Set::of, Instant.EPOCH).close();
        assertThat(FileTree.folders(home.resolve("recompra")))
                .as("the model's folder, and two of runs")
                .hasSize(3);
        RunFolder.open(home, asked, Set::of, Instant.EPOCH).close();
        assertThat(FileTree.folders(home.resolve("recompra"))).hasSize(3);
    }

    /** As with a lake in an object store. */
    @Test
    void aFinishedRunStaysInTheLakeAlone() throws Exception {
        Path scratch = home.resolve("scratch");
        ModelRow row =
                new TrainModel(lake(), scratch, Clock.systemUTC()).run(input(FEED, Task.BINARY, 1, 3), RunWatch.NONE);
        assertThat(home.resolve(row.folder()).resolve("saved_model/saved_model.pb"))
                .exists();
        assertThat(scratch.resolve("recompra")).isEmptyDirectory();
    }

    /** Whoever was at work there may have recorded the run since somebody else looked for it. */
    @Test
    void aRunThatIsRecordedByTheTimeItsLockIsFreeIsNotTakenUp() throws Exception {
        TrainingInput input = input(FEED, Task.BINARY, 1, 3);
        Path models = home.resolve("models");
        String first;
        try (RunFolder held = RunFolder.open(models, input, Set::of, Instant.EPOCH)) {
            first = held.document().run();
            try (RunFolder beside = RunFolder.open(models, input, Set::of, Instant.EPOCH)) {
                assertThat(beside.document().run())
                        .as("of the same second")
                        .isNotEqualTo(first)
                        .startsWith("recompra-19700101-000000-");
                beside.forgetUnlessBegun();
            }
            held.tidy();
            assertThat(models.resolve("recompra").resolve(first).resolve(".lock"))
                    .exists();
        }
        try (RunFolder next = RunFolder.open(models, input, () -> Set.of(first), Instant.EPOCH)) {
            assertThat(next.document().run()).isNotEqualTo(first);
            next.forgetUnlessBegun();
        }
        try (RunFolder next = RunFolder.open(models, input, Set::of, Instant.EPOCH)) {
            assertThat(next.document().run()).as("the lock was given back").isEqualTo(first);
            FileTree.delete(next.path());
            assertThat(RunFolder.lock(next.path())).isEmpty();
        }
    }

    /** A kill, or a full disk, may have cut it off where it is not written whole at once. */
    @Test
    void aRunWhoseDocumentCannotBeReadIsAnotherRun() throws Exception {
        for (String text : List.of("", "{\"run\": \"recompra-20261121-1", "{}", "null")) {
            Path broken = home.resolve("models/recompra/recompra-20261121-1937%02d-4f9c02".formatted(text.length()));
            Files.createDirectories(broken);
            Files.writeString(broken.resolve("run.json"), text);
        }
        assertThat(new ModelTable(lake()).rows()).isEmpty();
        ModelRow row = train(input(FEED, Task.BINARY, 1, 3));
        assertThat(new ModelTable(lake()).rows()).containsExactly(row);
        assertThat(FileTree.subfolders(home.resolve("models/recompra"))).containsExactly(home.resolve(row.folder()));
    }

    @Test
    void theSameCanBeMadeAgainAndAnythingElseIsSaid() throws Exception {
        ModelRow row = train(input(FEED, Task.BINARY, 1, 3));
        TrainingInput again = input(FEED, Task.BINARY, 1, 3);
        assertThat(ReproduceRun.plan(row)).isEqualTo(again.plan());
        ReproduceRun.Outcome same = new ReproduceRun(home.resolve("models")).run(row, again, RunWatch.NONE);
        assertThat(same.same()).isTrue();
        assertThat(same.differences()).isEmpty();
        TrainingInput changed = input(KnownSignal.feed(Task.BINARY, 8000, 22), Task.BINARY, 1, 9);
        ReproduceRun.Outcome different = new ReproduceRun(home.resolve("models")).run(row, changed, RunWatch.NONE);
        assertThat(different.same()).isFalse();
        assertThat(different.differences()).anyMatch(sentence -> sentence.contains("other data files"));
        ModelRow other = with(with(row, "device", "GPU (NVIDIA H100)"), "codeVersion", "0.0.1");
        assertThat(new ReproduceRun(home.resolve("models"))
                        .run(other, again, RunWatch.NONE)
                        .differences())
                .anyMatch(sentence -> sentence.startsWith("it was trained on the GPU (NVIDIA H100), and this is the "))
                .anyMatch(sentence -> sentence.startsWith("the trainer was version 0.0.1 and is "));
    }

    @Test
    void runsAreComparedOnTheSameRowsOnly() {
        ModelRow wide = train(input(FEED, Task.BINARY, 1, 3));
        TrainingInput linear = input(FEED, Task.BINARY, 1, 3);
        ModelRow narrow = train(new TrainingInput(
                linear.pipeline(),
                linear.model(),
                linear.question(),
                linear.table(),
                linear.version(),
                linear.dataFingerprint(),
                linear.features(),
                linear.feed(),
                linear.plan().with(Architecture.LINEAR)));
        Interval margin = new CompareRuns(lake()).margin(narrow, wide);
        assertThat(margin.low()).isGreaterThan(0.02);
        assertThat(new CompareRuns(lake()).margin(wide, narrow).value()).isEqualTo(-margin.value());
        ModelRow later = train(input(FEED, Task.BINARY, 1, 8));
        assertThatThrownBy(() -> new CompareRuns(lake()).margin(wide, later))
                .isInstanceOf(LakehouseException.class)
                .hasMessageContaining("versions 3 and 8");
    }

    @Test
    void oneClassOnlyNoRowsAndNoNumbersAreSaid() {
        List<MemoryFeed.Row> ones =
                FEED.rowsOf(Part.TRAIN).stream().filter(row -> row.label() == 1).toList();
        MemoryFeed oneClass = new MemoryFeed(KnownSignal.SHAPE, ones, ones, ones);
        assertThatThrownBy(() -> train(input(oneClass, Task.BINARY, 1, 3))).hasMessageContaining("to tell apart");
        MemoryFeed empty = new MemoryFeed(KnownSignal.SHAPE, List.of(), ones, ones);
        assertThatThrownBy(() -> train(input(empty, Task.BINARY, 1, 3)))
                .hasMessageContaining("There is no row in the train part");
        MemoryFeed.Row first = ones.get(0);
        MemoryFeed.Row broken = new MemoryFeed.Row(first.numbers(), first.categories(), first.sets(), Float.NaN, "c17");
        MemoryFeed noNumber = new MemoryFeed(KnownSignal.SHAPE, List.of(broken), ones, ones);
        assertThatThrownBy(() -> train(input(noNumber, Task.AMOUNT, 1, 3)))
                .hasMessageContaining("The label of c17 is NaN");
        assertThat(new ModelTable(lake()).rows()).isEmpty();
        assertThat(home.resolve("models/recompra")).isEmptyDirectory();
    }

    /** Five trainings take as long as five: what a kill costs is the rest of one. */
    @Test
    void seedsThatWereTriedAreNotTriedAgainAfterAKill() {
        TrainingInput input = input(FEED, Task.BINARY, 1, 3);
        List<String> trained = new ArrayList<>();
        RunWatch killing = new RunWatch() {
            @Override
            public void phase(String name) {
                if (name.equals("seed 2")) {
                    throw new Killed();
                }
            }
        };
        RunWatch counting = new RunWatch() {
            private String phase = "";

            @Override
            public void phase(String name) {
                phase = name;
            }

            @Override
            public void step(long step, double loss) {
                if (!trained.contains(phase)) {
                    trained.add(phase);
                }
            }
        };
        SeedStudy study = new SeedStudy(home.resolve("models"));
        assertThatThrownBy(() -> study.run(input, 2, killing)).isInstanceOf(Killed.class);

        SeedStudy.Result result = study.run(input, 2, counting);

        assertThat(trained).containsExactly("seed 2");
        assertThat(result.outcomes()).extracting(SeedStudy.Outcome::seed).containsExactly(1L, 2L);
        assertThat(home.resolve("models/recompra")).isEmptyDirectory();
    }

    @Test
    void seedsTellWhatIsLuck() {
        SeedStudy.Result result =
                new SeedStudy(home.resolve("models")).run(input(FEED, Task.BINARY, 1, 3), 3, RunWatch.NONE);
        assertThat(result.outcomes()).extracting(SeedStudy.Outcome::seed).containsExactly(1L, 2L, 3L);
        assertThat(result.margin().low()).isPositive();
        assertThat(SeedStudy.interval(new double[] {1, 2, 3, 4, 5}).high()).isBetween(4.96, 4.97);
    }

    private ModelRow train(TrainingInput input) {
        return runs().run(input, RunWatch.NONE);
    }

    /** The same row, but for one of its values. */
    private static ModelRow with(ModelRow row, String component, Object other) throws ReflectiveOperationException {
        RecordComponent[] components = ModelRow.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getName().equals(component)
                    ? other
                    : components[i].getAccessor().invoke(row);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return ModelRow.class.getDeclaredConstructor(types).newInstance(values);
    }

    private TrainModel runs() {
        return new TrainModel(lake(), home.resolve("models"), Clock.systemUTC());
    }

    private Lake lake() {
        return Lake.open(new LocalStorage(home));
    }

    private static TrainingInput input(Feed feed, Task task, long seed, long version) {
        TrainingPlan plan = new TrainingPlan(
                task,
                new Architecture(List.of(32, 16), 8),
                256,
                25,
                4,
                5e-3,
                1e-4,
                false,
                Precision.FLOAT32,
                seed,
                1,
                40);
        return new TrainingInput(
                "loja",
                "recompra",
                "{\"label\":\"comprou\"}",
                TableName.parse("gold.clientes_por_corte"),
                version,
                "files of version " + version,
                "{\"format\":1}",
                feed,
                plan);
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
