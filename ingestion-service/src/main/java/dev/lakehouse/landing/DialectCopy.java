package dev.lakehouse.landing;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

import dev.lakehouse.config.pipeline.CsvDialect;
import dev.lakehouse.config.pipeline.CsvOptions;

/**
 * Copies delimited text of a dialect as RFC 4180 has it: without the lines before the header, without comments, and what was
 * escaped between quotes. All else stays as it is, what is broken too. Engines' own options for these cut values off at a comment
 * character within a line, and cannot tell {@code \N} from an escaped N.
 */
final class DialectCopy {
    /** Of a value that is larger, escapes stay as they are; a line of it is too long for a row. */
    private static final int LONGEST_VALUE = 4 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String BYTE_ORDER_MARK_AS_LATIN = "\u00EF\u00BB\u00BF";

    private final CsvDialect dialect;
    private final String delimiter;
    private final int quote;
    private final int escape;
    private final TextAhead text;
    private final Writer out;
    private long skipped;
    private long comments;

    /**
     * @param delimiter of the text
     * @param text its characters, or its bytes as the characters of their numbers
     */
    DialectCopy(CsvOptions csv, String delimiter, Reader text, Writer out) {
        this.dialect = csv.dialect();
        this.delimiter = delimiter;
        this.quote = csv.quote().isEmpty() ? -1 : csv.quote().charAt(0);
        this.escape =
                dialect.escape().map(character -> (int) character.charAt(0)).orElse(-1);
        this.text = new TextAhead(text);
        this.out = out;
    }

    /** How many lines before the header were left out. */
    long skipped() {
        return skipped;
    }

    /** How many lines of comments were left out. */
    long comments() {
        return comments;
    }

    void run() throws IOException {
        if (!text.take(BYTE_ORDER_MARK_AS_LATIN)) {
            text.take(BYTE_ORDER_MARK);
        }
        while (skipped < dialect.skipLines() && !text.ended()) {
            skipLine();
            skipped++;
        }
        if (dialect.comment().isEmpty() && escape < 0) {
            text.transferTo(out);
        }
        while (!text.ended()) {
            if (dialect.comment().isPresent()
                    && text.startsWith(dialect.comment().get())) {
                skipLine();
                comments++;
            } else {
                copyRecord();
            }
        }
    }

    private void skipLine() throws IOException {
        while (!text.ended() && !lineEnds(text.peek())) {
            text.read();
        }
        if (!text.ended() && text.read() == '\r') {
            text.take("\n");
        }
    }

    private void copyRecord() throws IOException {
        boolean more = true;
        while (more) {
            copyValue();
            more = !text.ended() && text.take(delimiter);
            if (more) {
                out.write(delimiter);
            }
        }
        if (!text.ended()) {
            int end = text.read();
            out.write(end);
            if (end == '\r' && text.take("\n")) {
                out.write('\n');
            }
        }
    }

    /** Up to the delimiter or the line's end. */
    private void copyValue() throws IOException {
        if (quote >= 0 && text.peek() == quote) {
            copyQuoted();
            copyRest();
        } else if (escape >= 0) {
            copyEscaped();
        } else {
            copyRest();
        }
    }

    /** With both quotes. */
    private void copyQuoted() throws IOException {
        out.write(text.read());
        while (!text.ended()) {
            int character = text.read();
            if (character == escape && (text.peek() == quote || text.peek() == escape)) {
                int meant = text.read();
                out.write(meant);
                if (meant == quote) {
                    out.write(quote);
                }
            } else if (character == quote && text.peek() != quote) {
                out.write(quote);
                return;
            } else {
                out.write(character);
                if (character == quote) {
                    out.write(text.read());
                }
            }
        }
    }

    private void copyRest() throws IOException {
        while (!valueEnds()) {
            out.write(text.read());
        }
    }

    /** A value without quotes gets them where it holds what would end it. */
    private void copyEscaped() throws IOException {
        StringBuilder value = new StringBuilder();
        boolean quoting = false;
        while (!valueEnds()) {
            int character = text.read();
            if (character == escape && isEscapable(text.peek())) {
                quoting |= text.peek() != escape;
                value.append(escaped());
            } else {
                value.append((char) character);
            }
            if (value.length() > LONGEST_VALUE) {
                out.append(value);
                copyRest();
                return;
            }
        }
        String mark = String.valueOf((char) quote);
        if (quoting) {
            out.write(mark + value.toString().replace(mark, mark + mark) + mark);
        } else {
            out.append(value);
        }
    }

    private String escaped() throws IOException {
        if (text.take(delimiter)) {
            return delimiter;
        }
        return text.take("\r\n") ? "\r\n" : String.valueOf((char) text.read());
    }

    private boolean isEscapable(int next) throws IOException {
        return next == escape || next == quote || (next >= 0 && lineEnds(next)) || text.startsWith(delimiter);
    }

    private boolean valueEnds() throws IOException {
        return text.ended() || lineEnds(text.peek()) || text.startsWith(delimiter);
    }

    private static boolean lineEnds(int character) {
        return character == '\n' || character == '\r';
    }
}
