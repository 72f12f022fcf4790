package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.train.NoRoom;

/** Why a run's folder cannot be used, or two runs not be set side by side. */
final class RunFailures {
    private RunFailures() {}

    static LakehouseException unwritable(Path folder, IOException e) {
        Optional<String> noRoom = NoRoom.why(folder, e);
        return new LakehouseException(
                FailureKind.EXTERNAL,
                noRoom.isPresent() ? "DISK_FULL" : "RUN_UNWRITABLE",
                "The run cannot be written to " + folder,
                noRoom.orElseGet(() -> String.valueOf(e.getMessage())),
                noRoom.isPresent()
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
}
