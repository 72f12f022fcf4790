package dev.lakehouse.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** An amount of bytes, written as {@code 512MB}; units are powers of 1024 (B, KB, MB, GB, TB). */
public record DataSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*([KMGT]?B)");
    private static final String UNITS = "BKMGT";
    private static final int BITS_PER_UNIT = 10;

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes is negative");
        }
    }

    /** Reads {@code 1.5GB}; throws a failure of kind user for any other form. */
    public static DataSize parse(String text) {
        Matcher matcher = FORM.matcher(text.trim().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "DATA_SIZE_ILLEGAL",
                    "'" + text + "' is no amount of bytes",
                    "it is a number followed by B, KB, MB, GB or TB",
                    "write for example 512MB or 4GB");
        }
        int unit = UNITS.indexOf(matcher.group(2).charAt(0));
        return new DataSize((long) (Double.parseDouble(matcher.group(1)) * (1L << (unit * BITS_PER_UNIT))));
    }

    /** The amount in its largest unit with one decimal: {@code 1.7GB}. */
    @Override
    public String toString() {
        int unit = 0;
        double amount = bytes;
        while (amount >= (1 << BITS_PER_UNIT) && unit < UNITS.length() - 1) {
            amount /= 1 << BITS_PER_UNIT;
            unit++;
        }
        String number = unit == 0 || amount == Math.rint(amount)
                ? String.format(Locale.ROOT, "%.0f", amount)
                : String.format(Locale.ROOT, "%.1f", amount);
        return number + (unit == 0 ? "B" : UNITS.charAt(unit) + "B");
    }
}
