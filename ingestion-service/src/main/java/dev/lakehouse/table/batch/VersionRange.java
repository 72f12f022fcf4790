package dev.lakehouse.table.batch;

/** The changes of an input table: after {@code from} (-1: from the beginning), up to and including {@code to}. */
public record VersionRange(long from, long to) {
    public VersionRange {
        if (from < -1 || to < from) {
            throw new IllegalArgumentException("versions " + from + " to " + to + " are no range");
        }
    }
}
