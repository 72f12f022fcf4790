package dev.lakehouse.decode;

import static java.util.Objects.requireNonNull;

/**
 * A record that is no row.
 *
 * @param reason a clause that says why
 * @param place among the records of its file, from 1; rows count too
 * @param text its content as far as it is text; may be empty
 */
public record RefusedRecord(String reason, long place, String text) {
    public RefusedRecord {
        requireNonNull(reason, "reason is null");
        requireNonNull(text, "text is null");
    }
}
