package dev.lakehouse.table.batch;

import static java.util.Objects.requireNonNull;

/** A landing file of a batch, as it was when the batch was planned. */
public record PlannedFile(String path, long bytes, String fingerprint) {
    public PlannedFile {
        requireNonNull(path, "path is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }
}
