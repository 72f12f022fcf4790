package dev.lakehouse.engine;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What became of a landing file in a batch. Its lines are {@code rows + quarantined}, where a file that cannot be read through counts
 * as one.
 *
 * @param file its name, as {@code _source_file} has it
 * @param rescued how many of its rows have a value in {@code _rescued}
 * @param unreadable why the file as a whole is in quarantine, if it is
 */
public record LandedRows(String file, long rows, long rescued, long quarantined, Optional<String> unreadable) {
    public LandedRows {
        requireNonNull(file, "file is null");
        requireNonNull(unreadable, "unreadable is null");
    }
}
