package dev.lakehouse.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A disk that fills while a checkpoint is written takes nothing of what was there before. */
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
        assumeTrue(mounted, "mounting is not allowed here");
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
        assertThat(Trainings.fingerprint(Trainings.feed(), checkpoints(), TrainingWatch.NONE))
                .isEqualTo(straight);
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
}
