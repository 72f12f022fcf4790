package dev.lakehouse.cli.screen;

/** How many columns of a terminal a text takes (Unicode Standard Annex 11, "East Asian Width"). */
public final class DisplayWidth {
    private static final int ASCII_END = 0x7f;
    private static final String ELLIPSIS = "…";

    /** Ranges of wide and full-width characters, first and last by turns; the blocks, not each assigned character. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe30, 0xfe6f,
        0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f680, 0x1f6ff, 0x1f900, 0x1f9ff, 0x20000, 0x3fffd
    };

    private DisplayWidth() {}

    /** The columns of a text without control characters. */
    public static int of(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            width += of(character);
            at += Character.charCount(character);
        }
        return width;
    }

    /** The text, or as much of it as fits into {@code width} columns with an ellipsis behind. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = width - 1;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            room -= of(character);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(character);
            at += Character.charCount(character);
        }
        return cut + ELLIPSIS;
    }

    private static int of(int character) {
        if (character < ASCII_END) {
            return 1;
        }
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int range = 0; range < WIDE.length; range += 2) {
            if (character >= WIDE[range] && character <= WIDE[range + 1]) {
                return 2;
            }
        }
        return 1;
    }
}
