package dev.lakehouse.stage;

import dev.lakehouse.storage.StoredFile;

import static java.util.Objects.requireNonNull;

/** A landing file that was looked into and is in no batch: {@code reason} is a sentence that says why, and what to do. */
public record RefusedFile(StoredFile file, String reason) {
    public RefusedFile {
        requireNonNull(file, "file is null");
        requireNonNull(reason, "reason is null");
    }
}
