package dev.lakehouse.config.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/**
 * The column that grows with each change of a row.
 *
 * @param overlap how far before the highest value that was seen is read again, for transactions that commit late
 */
public record Watermark(String column, Overlap overlap) {
    public Watermark {
        requireNonNull(column, "column is null");
        requireNonNull(overlap, "overlap is null");
    }

    /**
     * How far back; one of the two.
     *
     * @param time of a column of times
     * @param steps of a column of numbers
     */
    public record Overlap(Optional<Duration> time, Optional<Long> steps) {
        /** Only rows that bear the highest value itself are read again. */
        public static final Overlap NONE = new Overlap(Optional.empty(), Optional.empty());

        private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhd]?)");

        public Overlap {
            requireNonNull(time, "time is null");
            requireNonNull(steps, "steps is null");
        }

        /** Reads {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}, or a number; throws a failure of kind user for anything else. */
        static Overlap parse(String text) {
            Matcher form = FORM.matcher(text.strip());
            if (!form.matches()) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "OVERLAP_ILLEGAL",
                        "'" + text + "' is no overlap",
                        "it is a number with s, m, h or d for a column of times, or a number alone for one of numbers",
                        "write for example 10m");
            }
            long amount = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "s" -> of(Duration.ofSeconds(amount));
                case "m" -> of(Duration.ofMinutes(amount));
                case "h" -> of(Duration.ofHours(amount));
                case "d" -> of(Duration.ofDays(amount));
                default -> new Overlap(Optional.empty(), Optional.of(amount));
            };
        }

        private static Overlap of(Duration time) {
            return new Overlap(Optional.of(time), Optional.empty());
        }
    }
}
