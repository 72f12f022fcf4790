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
 * {@code 2024/01/31} or {@code 20240131}), else of the day, in UTC, on which it landed.
 */
public record LandingDays(Optional<LocalDate> from, Optional<LocalDate> to) {
    /** No day is left out. */
    public static final LandingDays ALL = new LandingDays(Optional.empty(), Optional.empty());

    private static final Pattern DAY = Pattern.compile("(?<!\\d)(\\d{4})([-/_]?)(\\d{2})\\2(\\d{2})(?!\\d)");

    /** Throws {@code IllegalArgumentException} where the first day is behind the last. */
    public LandingDays {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            throw new IllegalArgumentException(from.get() + " is behind " + to.get());
        }
    }

    boolean include(StoredFile file) {
        if (from.isEmpty() && to.isEmpty()) {
            return true;
        }
        LocalDate day = day(file.path()).orElseGet(() -> LocalDate.ofInstant(file.modified(), ZoneOffset.UTC));
        return from.filter(day::isBefore).isEmpty() && to.filter(day::isAfter).isEmpty();
    }

    private static Optional<LocalDate> day(StoragePath path) {
        Optional<LocalDate> last = Optional.empty();
        Matcher day = DAY.matcher(path.value());
        while (day.find()) {
            try {
                last = Optional.of(LocalDate.of(
                        Integer.parseInt(day.group(1)),
                        Integer.parseInt(day.group(3)),
                        Integer.parseInt(day.group(4))));
            } catch (DateTimeException e) {
                // Another number of eight digits.
            }
        }
        return last;
    }
}
