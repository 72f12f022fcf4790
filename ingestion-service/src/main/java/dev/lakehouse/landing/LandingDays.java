package dev.lakehouse.landing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

import static java.util.Objects.requireNonNull;

/**
 * The days whose landing files a run takes in, both included. A file is of the last day that its path names ({@code 2024-01-31},
 * {@code 2024/01/31}, {@code year=2024/month=01/day=31}, {@code 20240131} or {@code 20240131235959}), of the years 1970 to 2999;
 * else of the day, in UTC, on which it landed.
 */
public record LandingDays(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** No day is left out. */
    public static final LandingDays ALL = new LandingDays(Optional.empty(), Optional.empty());

    /** No number of other years is a day, for the numbers of parts and orders look like days, too: {@code part-00010101.csv}. */
    private static final String YEAR = "(19[7-9]\\d|2\\d{3})";

    private static final String SEPARATED = "(?<!\\d)" + YEAR + "([-/_])(\\d{2})\\2(\\d{2})(?!\\d)";
    private static final String TIME = "(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d";
    private static final String COMPACT = "(?<!\\d)" + YEAR + "(\\d{2})(\\d{2})(?:" + TIME + ")?(?!\\d)";
    private static final String HIVE =
            "(?<![^/])(?i:year=)" + YEAR + "/(?i:month=)(\\d{1,2})/(?i:day=)(\\d{1,2})(?![^/])";
    private static final Pattern DAY = Pattern.compile(SEPARATED + "|" + COMPACT + "|" + HIVE);
    /** Where {@link #DAY} has year, month and day. */
    private static final int[][] GROUPS = {{1, 3, 4}, {5, 6, 7}, {8, 9, 10}};

    /** Throws {@code IllegalArgumentException} where the first day is behind the last. */
    public LandingDays {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException(from.get() + " is behind " + to.get());
        }
    }

    boolean include(StoredFile file) {
        if (areAll()) {
            return true;
        }
        LocalDate day = named(file.path()).orElseGet(() -> landed(file));
        return from.filter(day::isBefore).isEmpty() && to.filter(day::isAfter).isEmpty();
    }

    /** Whether no day is left out. */
    public boolean areAll() {
        return from.isEmpty() && to.isEmpty();
    }

    /** The day on which a file landed, in UTC. */
    static LocalDate landed(StoredFile file) {
        return LocalDate.ofInstant(file.modified(), ZoneOffset.UTC);
    }

    /** The last day that a path names. */
    static Optional<LocalDate> named(StoragePath path) {
        Optional<LocalDate> last = Optional.empty();
        Matcher day = DAY.matcher(path.value());
        while (day.find()) {
            for (int[] group : GROUPS) {
                if (day.group(group[0]) != null) {
                    Optional<LocalDate> found = date(day.group(group[0]), day.group(group[1]), day.group(group[2]));
                    last = found.isPresent() ? found : last;
                }
            }
        }
        return last;
    }

    /** Empty where the calendar has no such day, so that it is another number. */
    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
