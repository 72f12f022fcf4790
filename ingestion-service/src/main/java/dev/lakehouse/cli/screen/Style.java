package dev.lakehouse.cli.screen;

/** How words stand out on a terminal; without colour, not at all. */
public enum Style {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text between the control sequences of ECMA-48, "Select graphic rendition". */
    String wrap(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
