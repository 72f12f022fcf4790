package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Why a run's folder cannot be used, or two runs not be set side by side. */
final class RunFailures {
    private static final long SPARE_BYTES = 1 << 20;

    private RunFailures() {}

    static LakehouseException unwritable(Path folder, IOException e) {
        boolean full = isFull(folder, e);
        return new LakehouseException(
                FailureKind.EXTERNAL,
                full ? "DISK_FULL" : "RUN_UNWRITABLE",
                "The run cannot be written to " + folder,
                full ? "the disk is full" : String.valueOf(e.getMessage()),
                full
                        ? "free some space and run the same command again: it goes on where it stopped"
                        : "check the disk and this user's rights, and run the same command again",
                e);
    }

    static LakehouseException incomplete(String run, String file, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "RUN_INCOMPLETE",
                "The run " + run + " lacks " + file,
                String.valueOf(e.getMessage()),
                "put its folder back from a backup, or train the model again",
                e);
    }

    static LakehouseException notAlike(String one, String other, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "RUNS_NOT_ALIKE",
                "The runs " + one + " and " + other + " cannot be compared",
                why,
                "train both on one version, with 'lakehouse train <model> --version N'");
    }

    private static boolean isFull(Path folder, IOException e) {
        if (String.valueOf(e.getMessage()).contains("No space left")) {
            return true;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() < SPARE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
