package dev.lakehouse.generate;

import java.math.BigDecimal;

/** Amounts are whole hundredths until they are written. */
final class Money {
    private static final int GROUP = 3;

    private Money() {}

    /** {@code 1234.56}. */
    static BigDecimal plain(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    /** {@code 1.234,56}; spelt out, for what a locale's format gives has changed with the JDK. */
    static String brazilian(long cents) {
        StringBuilder text = new StringBuilder().append(cents / 100);
        for (int point = text.length() - GROUP; point > 0; point -= GROUP) {
            text.insert(point, '.');
        }
        return text.append(',').append(cents / 10 % 10).append(cents % 10).toString();
    }
}
