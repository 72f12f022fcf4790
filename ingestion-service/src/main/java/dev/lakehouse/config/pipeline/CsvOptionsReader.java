package dev.lakehouse.config.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code csv} of a source. */
final class CsvOptionsReader {
    /** The longest delimiter that DuckDB splits by. */
    static final int MAX_DELIMITER_BYTES = 4;

    private static final String CHARACTERS = "\";\", \"\\t\" or '\"'";

    private CsvOptionsReader() {}

    static CsvOptions read(YamlSection section) {
        section.allow(Vocabulary.CSV);
        CsvOptions defaults = CsvOptions.DEFAULTS;
        Optional<String> delimiter = section.find("delimiter").flatMap(CsvOptionsReader::delimiter);
        String quote = section.find("quote").flatMap(CsvOptionsReader::quote).orElse(defaults.quote());
        boolean header = section.find("header").flatMap(YamlValue::flag).orElse(defaults.header());
        String encoding = section.find("encoding")
                .flatMap(value -> value.oneOf(Vocabulary.ENCODINGS))
                .orElse(defaults.encoding());
        Optional<String> nullText = section.find("null_text").flatMap(YamlValue::text);
        if (delimiter.isPresent() && delimiter.get().equals(quote)) {
            section.self()
                    .report(
                            section.self().name() + " has one delimiter and quote",
                            "a reader could not tell them apart",
                            "change one of them");
        }
        return new CsvOptions(delimiter, quote, header, encoding, nullText, dialect(section, delimiter, quote));
    }

    private static CsvDialect dialect(YamlSection section, Optional<String> delimiter, String quote) {
        Optional<String> comment = section.find("comment").flatMap(CsvOptionsReader::comment);
        Optional<String> escape = section.find("escape").flatMap(CsvOptionsReader::escape);
        int skipLines = section.find("skip_lines")
                .flatMap(value -> value.number(0, Vocabulary.MAX_SKIPPED_LINES))
                .orElse(0);
        if (escape.isPresent() && (quote.isEmpty() || delimiter.equals(escape))) {
            section.self()
                    .report(
                            section.self().name() + " has an escape that nothing is escaped by",
                            quote.isEmpty()
                                    ? "what it protects is kept between quotes, and quote is empty"
                                    : "the delimiter is the same character",
                            "change one of them");
        }
        // A quote that is doubled is what everybody writes.
        return new CsvDialect(comment, escape.filter(character -> !character.equals(quote)), skipLines);
    }

    private static Optional<String> comment(YamlValue value) {
        return value.text()
                .filter(text -> check(
                        value,
                        text,
                        !text.isEmpty() && text.chars().allMatch(character -> character > ' ' && character < 127),
                        "it is one or more ASCII characters that a line begins with",
                        "\"#\""));
    }

    private static Optional<String> escape(YamlValue value) {
        return value.text()
                .filter(text -> check(
                        value,
                        text,
                        text.length() == 1 && text.charAt(0) > ' ' && text.charAt(0) < 127,
                        "it is one ASCII character",
                        "\"\\\\\""));
    }

    private static Optional<String> delimiter(YamlValue value) {
        return value.text()
                .filter(text -> check(
                        value,
                        text,
                        !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_DELIMITER_BYTES,
                        "it has 1 to " + MAX_DELIMITER_BYTES + " bytes, and no line break",
                        CHARACTERS));
    }

    private static Optional<String> quote(YamlValue value) {
        return value.text()
                .filter(text -> check(
                        value,
                        text,
                        text.length() <= 1 && text.chars().allMatch(character -> character < 128),
                        "it is one ASCII character, or \"\" where nothing is quoted",
                        CHARACTERS));
    }

    private static boolean check(YamlValue value, String text, boolean good, String why, String example) {
        boolean legal = good && !text.contains("\n") && !text.contains("\r");
        if (!legal) {
            value.report(value.name() + " cannot be '" + text + "'", why, "write for example " + example);
        }
        return legal;
    }
}
