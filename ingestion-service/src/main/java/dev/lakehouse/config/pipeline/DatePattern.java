package dev.lakehouse.config.pipeline;

import java.time.format.DateTimeFormatter;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Checks a pattern of dates or timestamps, in the letters of {@link DateTimeFormatter}. */
final class DatePattern {
    private DatePattern() {}

    /** Gives the pattern back; throws a failure of kind user when it is none, or reads other days than it seems. */
    static String parse(String pattern) {
        if (pattern.contains("%")) {
            throw illegal("'" + pattern + "' is no pattern of a date", "it is written in letters, without %");
        }
        try {
            DateTimeFormatter unused = DateTimeFormatter.ofPattern(pattern);
        } catch (IllegalArgumentException e) {
            throw illegal("'" + pattern + "' is no pattern of a date", e.getMessage());
        }
        String letters = pattern.replaceAll("'[^']*'", "");
        if (letters.contains("Y") || letters.contains("D")) {
            throw illegal(
                    "'" + pattern + "' reads other days than it seems",
                    "Y is the year of a week, and D the day of a year");
        }
        return pattern;
    }

    private static LakehouseException illegal(String what, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "DATE_PATTERN_ILLEGAL",
                what,
                why,
                "write for example yyyy-MM-dd or \"dd/MM/yyyy HH:mm:ss\"");
    }
}
