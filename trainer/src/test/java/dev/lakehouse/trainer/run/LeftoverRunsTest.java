package dev.lakehouse.trainer.run;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a training frees, and what other trainings do between its looking and its deleting. */
class LeftoverRunsTest {
    @TempDir
    private Path models;

    /** Another place than the models', as an object store is. */
    @TempDir
    private Path lake;

    @Test
    void aRunThatIsRecordedWhileItsLockIsWaitedForStays() throws Exception {
        Path run = begun(5);
        Files.createDirectory(run.resolve("saved_model"));
        String name = run.getFileName().toString();
        // The other training records its run after the first look, and is gone by the time that its lock is asked for.
        Queue<Set<String>> looks = new ArrayDeque<>(List.of(Set.of(), Set.of(name)));

        clear(true, looks::remove);

        assertThat(run.resolve("saved_model")).exists();
        assertThat(looks).isEmpty();
    }

    @Test
    void whatNobodyRecordedAndNobodyGoesOnWithGoes() throws Exception {
        Path superseded = begun(5);
        Path newest = begun(6);

        clear(true, Set::of);

        assertThat(superseded).doesNotExist();
        assertThat(newest).exists();
    }

    @Test
    void whatWasNotToBeRecordedGoesAsWell() throws Exception {
        Rehearsal.open(models, input(5)).close();
        try (Rehearsal newest = Rehearsal.open(models, input(6))) {
            clear(true, Set::of);
            assertThat(Rehearsal.all(models.resolve("recompra")))
                    .containsExactly(newest.checkpoints("network").getParent());
        }
    }

    @Test
    void ofAFinishedRunWhatTrainingNeededGoes() throws Exception {
        Path run = begun(5);
        Files.createDirectory(run.resolve("saved_model"));
        Files.createDirectory(run.resolve("checkpoints"));
        String name = run.getFileName().toString();

        clear(true, () -> Set.of(name));

        assertThat(run.resolve("saved_model")).exists();
        assertThat(run.resolve("checkpoints")).doesNotExist();
        clear(false, () -> Set.of(name));
        assertThat(run).as("of a lake in an object store, which has it").doesNotExist();
    }

    /** A kill comes between any two files that are deleted, and between a folder and what tells whose it is. */
    @Test
    void whatAKillLeftOfRemovingOrBeginningGoes() throws Exception {
        Path run = begun(5);
        Path recompra = models.resolve("recompra");
        Path removing = recompra.resolve(".removed-recompra-20261121-193723-4f9c02");
        Files.createDirectories(removing.resolve("checkpoints/step-500"));
        Files.createDirectories(recompra.resolve(".new-recompra-20261121-193723-4f9c03"));
        Path before = recompra.resolve("recompra-20261121-193723-4f9c04");
        Files.createDirectories(before.resolve("checkpoints"));
        Path notes = Files.createDirectory(recompra.resolve("my-notes"));
        Path copy = recompra.resolve("copy of " + run.getFileName() + " (2)");
        Files.createDirectory(copy);
        Files.copy(run.resolve("run.json"), copy.resolve("run.json"));

        clear(true, Set::of);

        assertThat(FileTree.subfolders(recompra)).containsExactlyInAnyOrder(notes, copy);
    }

    @Test
    void whatIsBeingBegunIsNotTakenForALeftover() throws Exception {
        Path beginning = models.resolve("recompra/.new-recompra-20261121-193723-4f9c03");
        Files.createDirectories(beginning);
        try (FileChannel held = RunFolder.lock(beginning).orElseThrow()) {
            clear(true, Set::of);
            assertThat(beginning).exists();
            assertThat(held.isOpen()).isTrue();
        }
    }

    @Test
    void whatWasPublishedAndNeverRecordedGoesFromTheStoreAsWell() throws Exception {
        Path run = begun(5);
        Path published = lake.resolve("models/recompra").resolve(run.getFileName());
        Files.createDirectories(published.resolve("saved_model"));
        Files.writeString(published.resolve("saved_model/saved_model.pb"), "graph");
        String name = run.getFileName().toString();

        clear(false, () -> Set.of(name));
        assertThat(published.resolve("saved_model/saved_model.pb")).exists();
        Files.createDirectories(run);
        clear(false, Set::of);

        assertThat(published.resolve("saved_model/saved_model.pb")).doesNotExist();
        assertThat(run).doesNotExist();
    }

    private void clear(boolean ofLake, Supplier<Set<String>> recorded) throws Exception {
        new LeftoverRuns(
                        models.resolve("recompra"),
                        new LocalStorage(lake),
                        TrainModel.MODELS.resolve("recompra"),
                        ofLake,
                        recorded)
                .clear(input(6));
    }

    /** The folder of a run that was killed, or that nobody is at work on any more. */
    private Path begun(long version) throws Exception {
        try (RunFolder folder = RunFolder.open(models, input(version), Set::of, Instant.EPOCH)) {
            return folder.path();
        }
    }

    private static TrainingInput input(long version) {
        TrainingPlan plan = new TrainingPlan(
                Task.BINARY, new Architecture(List.of(4), 2), 64, 2, 1, 5e-3, 0, false, Precision.FLOAT32, 1, 1, 10);
        return new TrainingInput(
                "loja",
                "recompra",
                "{\"label\":\"comprou\"}",
                TableName.parse("gold.clientes_por_corte"),
                version,
                "files of version " + version,
                "{\"format\":1}",
                KnownSignal.feed(Task.BINARY, 100, 21),
                plan);
    }
}
