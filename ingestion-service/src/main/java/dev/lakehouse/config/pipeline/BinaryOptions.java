package dev.lakehouse.config.pipeline;

import dev.lakehouse.config.DataSize;

import static java.util.Objects.requireNonNull;

/**
 * What is kept of files that are rows themselves.
 *
 * @param keep the largest file whose content the table holds, too
 */
public record BinaryOptions(DataSize keep) {
    /** Content goes through memory as a whole. */
    public static final DataSize MOST = DataSize.parse("16MB");

    public static final BinaryOptions DEFAULTS = new BinaryOptions(DataSize.parse("1MB"));

    public BinaryOptions {
        requireNonNull(keep, "keep is null");
        if (keep.bytes() > MOST.bytes()) {
            throw new IllegalArgumentException("keep is above " + MOST);
        }
    }
}
