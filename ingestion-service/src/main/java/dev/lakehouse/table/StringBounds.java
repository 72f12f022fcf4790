package dev.lakehouse.table;

import java.util.Optional;

/**
 * Bounds of strings, at most 32 code points long as Delta's writers have them, that hold for every reader.
 *
 * <p>Readers compare strings by code point (which is the order of UTF-8) or by UTF-16 unit. The two orders differ only
 * between U+E000..U+FFFF and what lies beyond the BMP, so a bound may not rest on such a character: a minimum ends before it,
 * and a maximum is replaced by the next string after all that share what stands before it.
 */
final class StringBounds {
    static final int LENGTH = 32;

    private StringBounds() {}

    /** At most {@code min} and everything above it, in both orders. */
    static Optional<String> lower(String min) {
        int end = 0;
        for (int points = 0; end < min.length() && points < LENGTH; points++) {
            int point = min.codePointAt(end);
            if (isLoneSurrogate(point)) {
                return Optional.empty();
            }
            if (point > Character.MAX_SURROGATE && point < Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                break;
            }
            end += Character.charCount(point);
        }
        return Optional.of(min.substring(0, end));
    }

    /** At least {@code max} and everything below it, in both orders; empty where no string of this length is. */
    static Optional<String> upper(String max) {
        int end = 0;
        for (int points = 0; end < max.length() && points < LENGTH; points++) {
            int point = max.codePointAt(end);
            if (isLoneSurrogate(point)) {
                return Optional.empty();
            }
            if (point >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                return next(max, end);
            }
            end++;
        }
        return end == max.length() ? Optional.of(max) : next(max, end);
    }

    /** The least string above all that begin with the first {@code end} characters, none of them beyond the BMP. */
    private static Optional<String> next(String max, int end) {
        for (int last = end - 1; last >= 0; last--) {
            char c = max.charAt(last);
            if (c != Character.MAX_VALUE) {
                char above = c + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : (char) (c + 1);
                return Optional.of(max.substring(0, last) + above);
            }
        }
        return Optional.empty();
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
