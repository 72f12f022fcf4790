package dev.lakehouse.decode;

import java.util.Locale;
import java.util.Set;

/** What a cell's number format shows (ECMA-376 part 1, 18.8.30 "numFmt"). */
enum ExcelFormat {
    NUMBER,
    DATE,
    TIME,
    DATE_AND_TIME;

    private static final Set<Integer> DATES =
            Set.of(14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);
    private static final Set<Integer> TIMES = Set.of(18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56);
    private static final int FIRST_OF_USERS = 164;

    static ExcelFormat of(Integer id, String code) {
        if (code == null || code.isEmpty()) {
            return id == null || id >= FIRST_OF_USERS ? NUMBER : builtIn(id);
        }
        return code(code);
    }

    private static ExcelFormat builtIn(int id) {
        if (DATES.contains(id)) {
            return DATE;
        }
        if (TIMES.contains(id)) {
            return TIME;
        }
        return id == 22 ? DATE_AND_TIME : NUMBER;
    }

    /** Without what is quoted, escaped or in brackets; the hours of {@code [h]:mm} are an amount, and stay a number. */
    private static ExcelFormat code(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\[(h+|m+|s+)].*")) {
            return NUMBER;
        }
        String letters = lower.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]|general|am/pm|a/p", "")
                .split(";", -1)[0];
        boolean date = letters.contains("y") || letters.contains("d") || letters.matches("[^hs]*m[^hs]*");
        boolean time = letters.contains("h") || letters.contains("s");
        if (date) {
            return time ? DATE_AND_TIME : DATE;
        }
        return time ? TIME : NUMBER;
    }
}
