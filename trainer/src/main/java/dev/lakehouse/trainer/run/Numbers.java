package dev.lakehouse.trainer.run;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final double LARGE = 100;

    private Numbers() {}

    /** With four decimals, large ones with two. */
    public static String text(double number) {
        return String.format(Locale.ROOT, Math.abs(number) >= LARGE ? "%,.2f" : "%.4f", number);
    }
}
