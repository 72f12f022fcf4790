package dev.lakehouse.config.pipeline;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How delimited text is written.
 *
 * @param delimiter what stands between two values; found by looking where it is not said
 * @param quote the character around values that hold a delimiter or a line break
 * @param header whether the first line names the columns; if not, the source's {@code columns} do
 * @param encoding {@code utf-8}, {@code latin-1} or {@code utf-16}
 * @param nullText the text that stands for null, beside the empty one
 */
public record CsvOptions(
        Optional<String> delimiter, String quote, boolean header, String encoding, Optional<String> nullText) {
    public static final CsvOptions DEFAULTS = new CsvOptions(Optional.empty(), "\"", true, "utf-8", Optional.empty());

    public CsvOptions {
        requireNonNull(delimiter, "delimiter is null");
        requireNonNull(quote, "quote is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(nullText, "nullText is null");
    }
}
