package dev.lakehouse.config.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * How plain text is written.
 *
 * @param column the one column that its lines become
 * @param encoding {@code utf-8}, {@code latin-1} or {@code utf-16}
 */
public record TextOptions(String column, String encoding) {
    public static final TextOptions DEFAULTS = new TextOptions("line", "utf-8");

    public TextOptions {
        requireNonNull(column, "column is null");
        requireNonNull(encoding, "encoding is null");
    }
}
