package dev.lakehouse.config.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Checks a cron expression of five fields (crontab(5)), or one of the short names that Airflow has for some. */
final class Schedule {
    static final List<String> SHORT = List.of("@hourly", "@daily", "@weekly", "@monthly", "@yearly");

    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of the month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
            new Field("day of the week", 0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));
    private static final Pattern PART = Pattern.compile("(?:\\*|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,2}))?");

    private Schedule() {}

    /** Gives the expression back; throws a failure of kind user when it is none. */
    static String parse(String text) {
        String expression = text.strip();
        if (SHORT.contains(expression)) {
            return expression;
        }
        List<String> values = Arrays.asList(expression.split("\\s+", -1));
        if (values.size() != FIELDS.size()) {
            throw illegal(
                    expression, "it has " + values.size() + (values.size() == 1 ? " field" : " fields") + ", not 5");
        }
        for (int index = 0; index < values.size(); index++) {
            Field field = FIELDS.get(index);
            for (String part : values.get(index).split(",", -1)) {
                if (!field.accepts(part)) {
                    throw illegal(
                            expression,
                            "the " + field.name() + " cannot be '" + part + "', it goes from " + field.least() + " to "
                                    + field.most());
                }
            }
        }
        return expression;
    }

    private static LakehouseException illegal(String expression, String why) {
        return new LakehouseException(
                FailureKind.USER,
                "SCHEDULE_ILLEGAL",
                "'" + expression + "' is no cron expression",
                why,
                "write minute, hour, day of the month, month and day of the week: \"0 2 * * *\" is every day at 02:00");
    }

    private record Field(String name, int least, int most, List<String> names) {
        boolean accepts(String part) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                return false;
            }
            boolean step = matcher.group(3) == null || Integer.parseInt(matcher.group(3)) > 0;
            if (matcher.group(1) == null) {
                return step;
            }
            Optional<Integer> from = number(matcher.group(1));
            Optional<Integer> to = matcher.group(2) == null ? from : number(matcher.group(2));
            return step && from.isPresent() && to.isPresent() && from.get() <= to.get();
        }

        private Optional<Integer> number(String text) {
            int named = names.indexOf(text.toLowerCase(Locale.ROOT));
            if (named >= 0) {
                return Optional.of(least + named);
            }
            return Optional.of(text)
                    .filter(digits -> digits.matches("\\d{1,2}"))
                    .map(Integer::parseInt)
                    .filter(number -> number >= least && number <= most);
        }
    }
}
