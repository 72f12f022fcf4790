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
        Optional<String> delimiter,
        String quote,
        boolean header,
        String encoding,
        Optional<String> nullText,
        CsvDialect dialect) {
    public static final CsvOptions DEFAULTS = new CsvOptions(Optional.empty(), "\"", true, "utf-8", Optional.empty());

    /** Of no dialect. */
    public CsvOptions(
            Optional<String> delimiter, String quote, boolean header, String encoding, Optional<String> nullText) {
        this(delimiter, quote, header, encoding, nullText, CsvDialect.NONE);
    }

    public CsvOptions {
        requireNonNull(delimiter, "delimiter is null");
        requireNonNull(quote, "quote is null");
        requireNonNull(encoding, "encoding is null");
        requireNonNull(nullText, "nullText is null");
        requireNonNull(dialect, "dialect is null");
    }

    /** The same text without a header. */
    public CsvOptions withoutHeader() {
        return new CsvOptions(delimiter, quote, false, encoding, nullText, dialect);
    }
}
