package dev.lakehouse.trainer.train;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lakehouse.trainer.plan.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A training that was killed goes on to the same bits. */
class ResumeTest {
    @TempDir
    Path folder;

    @Test
    void aKilledProcessGoesOnToTheSameBits() throws Exception {
        String straight = Trainings.fingerprint(Trainings.feed(), folder.resolve("straight"), TrainingWatch.NONE);
        Path killed = folder.resolve("killed");
        long first = killAfter(killed, 3);
        long second = killAfter(killed, 4);
        assertThat(second).isGreaterThan(first);
        assertThat(Trainings.fingerprint(Trainings.feed(), killed, TrainingWatch.NONE))
                .isEqualTo(straight);
    }

    @Test
    void goesOnFromEveryStep() {
        String straight = Trainings.fingerprint(Trainings.feed(), folder.resolve("straight"), TrainingWatch.NONE);
        for (long step : List.of(1L, 33L, 34L, 77L)) {
            Path stopped = folder.resolve("stopped-" + step);
            stopAfter(step, stopped);
            assertThat(Trainings.fingerprint(Trainings.feed(), stopped, TrainingWatch.NONE))
                    .as("stopped after step %d", step)
                    .isEqualTo(straight);
        }
    }

    /** A process may be killed while it deletes one. */
    @Test
    void goesOnFromTheNewestCheckpointThatIsWhole() throws IOException {
        String straight = Trainings.fingerprint(Trainings.feed(), folder.resolve("straight"), TrainingWatch.NONE);
        for (String lost : List.of("state.json", "network.index")) {
            Path stopped = folder.resolve("without-" + lost);
            stopAfter(77, stopped);
            List<Path> checkpoints = checkpoints(stopped);
            assertThat(checkpoints).hasSizeGreaterThan(1);
            Files.delete(checkpoints.get(checkpoints.size() - 1).resolve(lost));
            List<Long> begins = new ArrayList<>();
            TrainingWatch watch = new TrainingWatch() {
                @Override
                public void begins(TrainingState state, long steps) {
                    begins.add(state.step());
                }
            };

            assertThat(Trainings.fingerprint(Trainings.feed(), stopped, watch)).isEqualTo(straight);

            String before =
                    checkpoints.get(checkpoints.size() - 2).getFileName().toString();
            assertThat(before).isEqualTo("step-%08d".formatted(begins.get(0)));
        }
    }

    /** A checkpoint is never half there under its name, not even for whoever looks while another takes its place. */
    @Test
    void whatTakesACheckpointsPlaceIsWhole() throws IOException {
        Path stopped = folder.resolve("stopped");
        stopAfter(77, stopped);
        for (Path checkpoint : checkpoints(stopped)) {
            try (Stream<Path> files = Files.list(checkpoint)) {
                assertThat(files.map(file -> file.getFileName().toString())).contains("state.json", "network.index");
            }
        }
        assertThat(stopped.resolve(".removed")).doesNotExist();
        Files.createDirectories(stopped.resolve(".removed"));
        Files.writeString(stopped.resolve(".removed").resolve("network.index"), "half");
        Trainings.fingerprint(Trainings.feed(), stopped, TrainingWatch.NONE);
        assertThat(stopped.resolve(".removed")).doesNotExist();
    }

    @Test
    void aFinishedTrainingIsNotTrainedAgain() {
        String first = Trainings.fingerprint(Trainings.feed(), folder, TrainingWatch.NONE);
        TrainingWatch forbidden = new TrainingWatch() {
            @Override
            public void step(long step, double loss) {
                throw new AssertionError("step " + step);
            }
        };
        assertThat(Trainings.fingerprint(Trainings.feed(), folder, forbidden)).isEqualTo(first);
    }

    @Test
    void keepsTheTwoNewestCheckpointsAndTheBest() throws IOException {
        try (TrainedNetwork trained = new TrainNetwork(
                        Trainings.feed(), Trainings.plan(Task.BINARY), new Checkpoints(folder), TrainingWatch.NONE)
                .run()) {
            assertThat(Files.exists(trained.checkpoint().getParent())).isTrue();
            try (Stream<Path> kept = Files.list(folder)) {
                assertThat(kept).hasSizeBetween(2, 3);
            }
        }
    }

    @Test
    void whatAKilledWriterLeftIsNoCheckpoint() throws IOException {
        String straight = Trainings.fingerprint(Trainings.feed(), folder.resolve("straight"), TrainingWatch.NONE);
        Path half = folder.resolve("other").resolve(".unfinished");
        Files.createDirectories(half);
        Files.writeString(half.resolve("state.json"), "{\"step\":");
        assertThat(Trainings.fingerprint(Trainings.feed(), folder.resolve("other"), TrainingWatch.NONE))
                .isEqualTo(straight);
    }

    private static void stopAfter(long step, Path checkpoints) {
        TrainingWatch stopping = new TrainingWatch() {
            @Override
            public void step(long done, double loss) {
                if (done == step) {
                    throw new Stopped();
                }
            }
        };
        assertThatThrownBy(() -> Trainings.fingerprint(Trainings.feed(), checkpoints, stopping))
                .isInstanceOf(Stopped.class);
    }

    private static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("step-"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the step of the last checkpoint that it told of before it was killed. */
    private static long killAfter(Path checkpoints, int saves) throws IOException, InterruptedException {
        Process training = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
                        Trainings.class.getName(),
                        checkpoints.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(training.getInputStream(), StandardCharsets.UTF_8))) {
            long step = -1;
            int seen = 0;
            StringBuilder said = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.startsWith("saved ")) {
                    step = Long.parseLong(line.substring("saved ".length()));
                    seen++;
                    if (seen == saves) {
                        training.destroyForcibly();
                        assertThat(training.waitFor(1, TimeUnit.MINUTES)).isTrue();
                        return step;
                    }
                }
            }
            throw new AssertionError("it ended before it could be killed: " + said);
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
