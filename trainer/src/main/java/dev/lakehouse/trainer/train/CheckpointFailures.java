package dev.lakehouse.trainer.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Why a checkpoint cannot be written or read. */
final class CheckpointFailures {
    private CheckpointFailures() {}

    /** Something done to clear up, which must not hide the failure that it comes after. */
    interface Clearing {
        void run() throws IOException;
    }

    static void forget(Clearing clearing, Exception failure) {
        try {
            clearing.run();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    static LakehouseException unwritable(Path folder, IOException e) {
        Optional<String> noRoom = NoRoom.why(folder, e);
        return new LakehouseException(
                FailureKind.EXTERNAL,
                noRoom.isPresent() ? "DISK_FULL" : "CHECKPOINT_UNWRITABLE",
                "No checkpoint can be written to " + folder,
                noRoom.orElseGet(() -> firstLine(e)),
                noRoom.isPresent()
                        ? "free some space and run the same command again: it goes on from the last checkpoint"
                        : "give this user the right to write there and run the same command again",
                e);
    }

    static LakehouseException unreadable(Path checkpoint, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "CHECKPOINT_UNREADABLE",
                "The checkpoint cannot be read: " + checkpoint,
                firstLine(e),
                "delete that folder: training then goes on from the one before, or starts anew",
                e);
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
