package dev.lakehouse.engine.duckdb;

import java.util.List;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.SilverColumn;

/** The expression that reads a date or a timestamp out of text. */
final class DateText {
    private DateText() {}

    /** @param text of no blanks around it */
    static String value(String text, SilverColumn column, String type) {
        if (column.formats().isEmpty()) {
            return iso(text, type);
        }
        // DuckDB knows words for times, whatever the format.
        return "case when lower(" + text + ") not in ('infinity', '-infinity', 'epoch') then ("
                + formatted(text, column.formats()) + ")::" + type + " end";
    }

    /** ISO 8601. */
    static String iso(String text, String type) {
        return "case when lower(" + text + ") not in ('infinity', '-infinity', 'epoch') then "
                + ofOurTime(text, "try_cast(" + text + " as " + type + ")") + " end";
    }

    private static String formatted(String text, List<String> formats) {
        // The year 24 that one format reads would keep the next from reading 2024.
        boolean alike =
                formats.stream().map(DateFormats::hasWholeYear).distinct().count() == 1;
        return alike
                ? ofOurTime(text, parsed(text, formats))
                : formats.stream()
                        .map(format -> ofOurTime(text, parsed(text, List.of(format))))
                        .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static String parsed(String text, List<String> formats) {
        return "try_strptime(" + text + ", "
                + Sql.texts(formats.stream().map(DateFormats::strptime).toList()) + ")";
    }

    /**
     * A time that other readers of a table can show too, and whose year was written with four digits: DuckDB takes "infinity",
     * years of more, and years of fewer, so that {@code 05/03/24} would be in the year 24 or 5.
     */
    private static String ofOurTime(String text, String value) {
        return "case when (" + value + ") >= '1000-01-01' and (" + value + ") < '10000-01-01' or (" + value
                + ") >= '0001-01-01' and (" + value + ") < '1000-01-01' and regexp_matches(" + text
                + ", '(^|[^0-9])0[0-9]{3}([^0-9]|$)|^0[0-9]{7}') then (" + value + ") end";
    }

    /** The same for a value that was no text. */
    static String ofOurTime(String value) {
        return "case when (" + value + ") >= '0001-01-01' and (" + value + ") < '10000-01-01' then (" + value + ") end";
    }
}
