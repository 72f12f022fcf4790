package dev.lakehouse.trainer.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Where there is no more room while a checkpoint is written, nothing is taken of what was there before. What any user can do without is files
 * beyond a size; a disk of two megabytes is filled as well where one may be mounted.
 */
class FullDiskTest {
    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            command("umount", disk().toString());
        }
    }

    @Test
    void isSaidAndTrainingGoesOnOnceThereIsRoom() throws Exception {
        String straight = Trainings.fingerprint(Trainings.feed(), folder.resolve("straight"), TrainingWatch.NONE);
        Files.createDirectories(disk());
        mounted = command("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk().toString());
        if (mounted) {
            fillDisk();
        }
        outgrowFiles();
        assertThat(Trainings.fingerprint(Trainings.feed(), checkpoints(), TrainingWatch.NONE))
                .isEqualTo(straight);
    }

    private void fillDisk() throws IOException {
        for (int left : List.of(0, 10_000, 30_000)) {
            LakehouseException failure =
                    catchThrowableOfType(LakehouseException.class, () -> trainOnDiskThatFills(left));
            assertThat(failure).as("%d bytes left", left).isNotNull();
            assertThat(failure.code()).as(failure.getMessage()).isEqualTo("DISK_FULL");
            assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
            assertThat(failure.fix()).contains("goes on from the last checkpoint");
            Files.delete(ballast());
            assertThat(new Checkpoints(checkpoints()).latest()).isPresent();
        }
    }

    /** Two checkpoints are there, and then files may have so many kilobytes, fewer than the third one needs. */
    private void outgrowFiles() throws Exception {
        if (new Checkpoints(checkpoints()).latest().isEmpty()) {
            assertThatThrownBy(() -> Trainings.fingerprint(Trainings.feed(), checkpoints(), new StopAfterTwo()))
                    .isInstanceOf(Stopped.class);
        }
        TrainingState before = new Checkpoints(checkpoints()).latest().orElseThrow();
        for (int kilobytes : List.of(0, 1, 4)) {
            assertThat(trainWithFilesUpTo(kilobytes))
                    .contains(
                            "failed DISK_FULL because this user may write no larger file there (ulimit -f); free some space");
            assertThat(new Checkpoints(checkpoints()).latest()).contains(before);
        }
    }

    private String trainWithFilesUpTo(int kilobytes) throws Exception {
        Process training = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + kilobytes + " && exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.bytedeco.javacpp.cachedir=" + System.getProperty("org.bytedeco.javacpp.cachedir"),
                        Trainings.class.getName(),
                        checkpoints().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(training.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(training.waitFor()).as(said).isZero();
        return said;
    }

    /** Two checkpoints fit, then so many bytes are free. */
    private void trainOnDiskThatFills(int left) {
        Trainings.fingerprint(Trainings.feed(), checkpoints(), new TrainingWatch() {
            private int seen;

            @Override
            public void saved(long step) {
                seen++;
                if (seen == 2) {
                    fill(left);
                }
            }
        });
    }

    private void fill(int left) {
        try {
            long room = Files.getFileStore(disk()).getUsableSpace();
            Files.write(ballast(), new byte[Math.toIntExact(Math.max(0, room - left))]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path disk() {
        return folder.resolve("disk");
    }

    private Path checkpoints() {
        return disk().resolve("checkpoints");
    }

    private Path ballast() {
        return disk().resolve("ballast");
    }

    private static boolean command(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    private static final class StopAfterTwo implements TrainingWatch {
        private int seen;

        @Override
        public void saved(long step) {
            seen++;
            if (seen == 2) {
                throw new Stopped();
            }
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
