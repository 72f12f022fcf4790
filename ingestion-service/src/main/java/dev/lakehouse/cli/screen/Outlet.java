package dev.lakehouse.cli.screen;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * Standard output or standard error with what is known of who reads it. Text is UTF-8 whatever the locale is, for the data are.
 *
 * <p>Writing throws {@link ReaderGone} once the reader has closed its end, and a failure of kind external where the disk behind
 * it is full.
 */
public final class Outlet {
    private static final int BUFFER_CHARS = 1 << 16;

    private final Terminal terminal;
    private final Writer writer;

    public Outlet(OutputStream stream, Terminal terminal) {
        this.terminal = requireNonNull(terminal, "terminal is null");
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), BUFFER_CHARS);
    }

    public Terminal terminal() {
        return terminal;
    }

    /** The text in that style, where the terminal has styles. */
    public String styled(Style style, String text) {
        return terminal.color() ? style.wrap(text) : text;
    }

    /** {@code fine} where the terminal can show it, else {@code plain}. */
    public String drawn(String fine, String plain) {
        return terminal.unicode() ? fine : plain;
    }

    public synchronized void line(String text) {
        print(text);
        print("\n");
    }

    /** An empty line. */
    public void line() {
        print("\n");
    }

    public synchronized void print(String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    public synchronized void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** A stream for writers of other libraries; closing it flushes only. */
    public Writer asWriter() {
        return new Writer() {
            @Override
            public void write(char[] text, int start, int length) {
                print(new String(text, start, length));
            }

            @Override
            public void flush() {
                Outlet.this.flush();
            }

            @Override
            public void close() {
                Outlet.this.flush();
            }
        };
    }

    private static RuntimeException failure(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("broken pipe")
                || message.contains("stream closed")
                || message.contains("pipe is being closed")) {
            return new ReaderGone();
        }
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "OUTPUT_UNWRITABLE",
                "The output cannot be written",
                String.valueOf(e.getMessage()),
                "make room where it goes to, or send it elsewhere",
                e);
    }
}
