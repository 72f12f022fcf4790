package dev.lakehouse.generate;

import java.io.IOException;
import java.io.OutputStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes lines with {@code ;} between values (RFC 4180 otherwise), as bytes and without garbage.
 *
 * <p>Not a library: what is written is fixed, nearly all of it whole numbers and amounts, and a million orders a second leave
 * no room for a string per value. It also has to write lines that a library rightly refuses to.
 */
final class DelimitedLines {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 1 << 12;
    private static final int DIGITS_OF_LONG = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[DIGITS_OF_LONG];
    private int end;
    private int lineStart;

    DelimitedLines(OutputStream out, String header) {
        this.out = out;
        raw((header + '\n').getBytes(UTF_8));
        lineStart = end;
    }

    /** Values as they stand, with their delimiters; no longer than a line may be. */
    DelimitedLines raw(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
        return this;
    }

    DelimitedLines next() {
        buffer[end++] = ';';
        return this;
    }

    DelimitedLines number(long value) {
        int at = DIGITS_OF_LONG;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        System.arraycopy(digits, at, buffer, end, DIGITS_OF_LONG - at);
        end += DIGITS_OF_LONG - at;
        return this;
    }

    /** An amount of hundredths: {@code 1234.56}. */
    DelimitedLines amount(long cents) {
        number(cents / 100);
        return hundredths((byte) '.', cents);
    }

    /** The same as Brazil writes it: {@code 1.234,56}. */
    DelimitedLines brazilianAmount(long cents) {
        return raw(Money.brazilian(cents).getBytes(UTF_8));
    }

    /** A text, quoted where it must be. */
    DelimitedLines text(String value) {
        if (value.indexOf(';') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0) {
            return raw(value.getBytes(UTF_8));
        }
        return raw(('"' + value.replace("\"", "\"\"") + '"').getBytes(UTF_8));
    }

    void endLine() throws IOException {
        buffer[end++] = '\n';
        if (end > BUFFER - 2 * LONGEST_LINE) {
            flush();
        }
        lineStart = end;
    }

    /** Ends the line, and writes it once more. */
    void endLineTwice() throws IOException {
        buffer[end++] = '\n';
        int length = end - lineStart;
        System.arraycopy(buffer, lineStart, buffer, end, length);
        end += length - 1;
        endLine();
    }

    void flush() throws IOException {
        out.write(buffer, 0, end);
        end = 0;
        lineStart = 0;
    }

    private DelimitedLines hundredths(byte point, long cents) {
        buffer[end++] = point;
        buffer[end++] = (byte) ('0' + cents / 10 % 10);
        buffer[end++] = (byte) ('0' + cents % 10);
        return this;
    }
}
