package dev.lakehouse.engine.duckdb;

import java.util.List;
import java.util.Map;

/** Patterns for dates, as Java and Spark write them, in the form that strptime takes. */
final class DateFormats {
    private static final List<Map.Entry<String, String>> LETTERS = List.of(
            Map.entry("yyyy", "%Y"),
            Map.entry("uuuu", "%Y"),
            Map.entry("yy", "%y"),
            Map.entry("MMMM", "%B"),
            Map.entry("MMM", "%b"),
            Map.entry("MM", "%m"),
            Map.entry("M", "%-m"),
            Map.entry("dd", "%d"),
            Map.entry("d", "%-d"),
            Map.entry("HH", "%H"),
            Map.entry("H", "%-H"),
            Map.entry("hh", "%I"),
            Map.entry("mm", "%M"),
            Map.entry("ss", "%S"),
            Map.entry("SSSSSS", "%f"),
            Map.entry("SSS", "%g"),
            Map.entry("XXX", "%z"),
            Map.entry("Z", "%z"),
            Map.entry("a", "%p"));

    private DateFormats() {}

    /** Whether years are written with all of their digits. */
    static boolean hasWholeYear(String pattern) {
        return strptime(pattern).contains("%Y");
    }

    static String strptime(String pattern) {
        StringBuilder format = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            if (pattern.charAt(at) == '\'') {
                int end = pattern.indexOf('\'', at + 1);
                int stop = end < 0 ? pattern.length() : end;
                format.append(pattern, at + 1, stop);
                at = stop + 1;
                continue;
            }
            int start = at;
            Map.Entry<String, String> found = LETTERS.stream()
                    .filter(entry -> pattern.startsWith(entry.getKey(), start))
                    .max(java.util.Comparator.comparingInt(
                            entry -> entry.getKey().length()))
                    .orElse(Map.entry(pattern.substring(at, at + 1), pattern.substring(at, at + 1)));
            format.append(found.getValue());
            at += found.getKey().length();
        }
        return format.toString();
    }
}
