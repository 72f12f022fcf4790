package dev.lakehouse.landing;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;

/** Text that can be looked at before it is read. */
final class TextAhead {
    private final Reader text;
    private final char[] window = new char[1 << 16];
    private int from;
    private int to;

    TextAhead(Reader text) {
        this.text = text;
    }

    boolean ended() throws IOException {
        return !has(1);
    }

    /** The next character, -1 at the end. */
    int peek() throws IOException {
        return has(1) ? window[from] : -1;
    }

    /** The same, and goes on behind it. */
    int read() throws IOException {
        return has(1) ? window[from++] : -1;
    }

    boolean startsWith(String expected) throws IOException {
        if (!has(expected.length())) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (window[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Goes on behind {@code expected} if that comes next. */
    boolean take(String expected) throws IOException {
        boolean next = startsWith(expected);
        from += next ? expected.length() : 0;
        return next;
    }

    void transferTo(Writer out) throws IOException {
        while (has(1)) {
            out.write(window, from, to - from);
            from = to;
        }
    }

    private boolean has(int characters) throws IOException {
        if (to - from >= characters) {
            return true;
        }
        System.arraycopy(window, from, window, 0, to - from);
        to -= from;
        from = 0;
        int read = 0;
        while (read >= 0 && to < characters) {
            read = text.read(window, to, window.length - to);
            to += Math.max(0, read);
        }
        return to >= characters;
    }
}
