package dev.lakehouse.storage;

import java.time.Instant;

import static java.util.Objects.requireNonNull;

/**
 * A file as a listing shows it.
 *
 * @param fingerprint changes when the content does: the etag, or size and modification time
 */
public record StoredFile(StoragePath path, long bytes, Instant modified, String fingerprint) {
    public StoredFile {
        requireNonNull(path, "path is null");
        requireNonNull(modified, "modified is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }
}
