package dev.lakehouse.trainer.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tells whether a file could not be written because there is no room for it. */
public final class NoRoom {
    /** TensorFlow may say no more than that it could not write; less room than this is why. */
    private static final long SPARE_BYTES = 1 << 20;

    /** What systems say, and what that means. */
    private static final Map<String, String> REASONS = Map.of(
            "No space left", "the disk is full",
            "Disk quota exceeded", "this user's share of the disk is full",
            "File too large", "this user may write no larger file there (ulimit -f)");

    private NoRoom() {}

    /** Why there is none, as a part of a sentence; empty where that is not what went wrong. */
    public static Optional<String> why(Path folder, IOException e) {
        String said = String.valueOf(e.getMessage());
        Optional<String> known = REASONS.entrySet().stream()
                .filter(reason -> said.contains(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return known.or(() -> isFull(folder) ? Optional.of("the disk is full") : Optional.empty());
    }

    private static boolean isFull(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace() < SPARE_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
