package dev.lakehouse.table;

import static java.util.Objects.requireNonNull;

/** Marks a commit as batch {@code number} of {@code appId}, which no later commit can apply again. */
public record BatchMark(String appId, long number) {
    public BatchMark {
        requireNonNull(appId, "appId is null");
    }
}
