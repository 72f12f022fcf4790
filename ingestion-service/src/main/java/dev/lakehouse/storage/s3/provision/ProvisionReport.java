package dev.lakehouse.storage.s3.provision;

import java.net.URI;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * What was found in a store, and what was done about it.
 *
 * @param applied whether the changes were made
 * @param notices sentences about what only a person can decide
 */
public record ProvisionReport(
        URI endpoint, int buckets, int users, List<Change> changes, List<String> notices, boolean applied) {
    public ProvisionReport {
        requireNonNull(endpoint, "endpoint is null");
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }
}
