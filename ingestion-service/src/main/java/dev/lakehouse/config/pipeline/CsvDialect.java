package dev.lakehouse.config.pipeline;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * In what delimited text differs from RFC 4180. A file of such text is copied before an engine reads it.
 *
 * @param comment what lines begin with that are none of the table's
 * @param escape the character that takes from the one behind it what this would mean
 * @param skipLines how many lines stand before the header, or before the first row where there is none
 */
public record CsvDialect(Optional<String> comment, Optional<String> escape, int skipLines) {
    /** It differs in nothing. */
    public static final CsvDialect NONE = new CsvDialect(Optional.empty(), Optional.empty(), 0);

    public CsvDialect {
        requireNonNull(comment, "comment is null");
        requireNonNull(escape, "escape is null");
    }
}
