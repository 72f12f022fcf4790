package dev.lakehouse.cli.screen;

import static java.util.Objects.requireNonNull;

/** A column of a table on the screen; numbers stand at its right edge. */
public record Heading(String title, boolean number) {
    public Heading {
        requireNonNull(title, "title is null");
    }

    public static Heading text(String title) {
        return new Heading(title, false);
    }

    public static Heading number(String title) {
        return new Heading(title, true);
    }
}
