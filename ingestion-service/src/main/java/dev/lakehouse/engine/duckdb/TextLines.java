package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.Reader;

/** Reads a text line by line with its endings, of whichever kind; a line of any length takes bounded memory. */
final class TextLines {
    /** Of a longer line the beginning is kept. */
    static final int KEPT_CHARACTERS = 32 << 20;

    private static final int NOTHING = -2;

    private final Reader text;
    private int ahead = NOTHING;
    private long number;

    /** @param text best buffered */
    TextLines(Reader text) {
        this.text = text;
    }

    /** Null behind the last one. */
    TextLine next() throws IOException {
        int character = read();
        if (character < 0) {
            return null;
        }
        StringBuilder line = new StringBuilder();
        long length = 0;
        while (character >= 0 && character != '\n' && character != '\r') {
            if (length++ < KEPT_CHARACTERS) {
                line.append((char) character);
            }
            character = read();
        }
        return new TextLine(++number, line.toString(), ending(character), length);
    }

    private String ending(int character) throws IOException {
        if (character < 0) {
            return "";
        }
        if (character == '\n') {
            return "\n";
        }
        ahead = text.read();
        if (ahead == '\n') {
            ahead = NOTHING;
            return "\r\n";
        }
        return "\r";
    }

    private int read() throws IOException {
        int character = ahead == NOTHING ? text.read() : ahead;
        ahead = NOTHING;
        return character;
    }
}
