package dev.lakehouse.storage.s3.provision;

import static java.util.Objects.requireNonNull;

/**
 * One thing in the store that is not as it should be.
 *
 * @param subject {@code bucket landing}, {@code policy trino}, {@code user jupyter}
 * @param why what was found
 */
public record Change(Kind kind, String subject, String why) {
    /** What becomes of it. */
    public enum Kind {
        CREATE,
        REPAIR
    }

    public Change {
        requireNonNull(kind, "kind is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(why, "why is null");
    }
}
