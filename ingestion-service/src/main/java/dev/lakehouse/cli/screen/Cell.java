package dev.lakehouse.cli.screen;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** A value in a table on the screen, without control characters, and how it stands out. */
public record Cell(String text, Optional<Style> style) {
    /** What stands where there is no value: an empty text shows as nothing. */
    public static final Cell NULL = new Cell("NULL", Optional.of(Style.DIM));

    private static final int FIRST_PRINTABLE = ' ';
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    public Cell {
        requireNonNull(text, "text is null");
        requireNonNull(style, "style is null");
        text = visible(text);
    }

    public static Cell of(String text) {
        return new Cell(text, Optional.empty());
    }

    public static Cell of(String text, Style style) {
        return new Cell(text, Optional.of(style));
    }

    /** Line breaks would break the table, and other control characters could rule the terminal. */
    private static String visible(String text) {
        int controlled = 0;
        while (controlled < text.length() && !isControl(text.charAt(controlled))) {
            controlled++;
        }
        if (controlled == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder();
        text.chars().forEach(c -> {
            if (!isControl(c)) {
                visible.append((char) c);
            } else if (c == '\n') {
                visible.append("\\n");
            } else if (c == '\t') {
                visible.append("\\t");
            } else if (c == '\r') {
                visible.append("\\r");
            } else {
                visible.append(String.format("\\u%04x", c));
            }
        });
        return visible.toString();
    }

    private static boolean isControl(int c) {
        return c < FIRST_PRINTABLE || (c >= DELETE && c <= LAST_CONTROL);
    }
}
