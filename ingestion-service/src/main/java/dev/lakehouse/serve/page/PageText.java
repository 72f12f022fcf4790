package dev.lakehouse.serve.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Amounts and times as people read them. */
final class PageText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final long MINUTE = 60;
    private static final double MILLIS = 1000;

    private PageText() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 0.4 s}, {@code 3 min 20 s}; nothing where it has not begun. */
    static String duration(Optional<Instant> from, Optional<Instant> to, Instant now) {
        if (from.isEmpty()) {
            return "";
        }
        Duration time = Duration.between(from.get(), to.orElse(now));
        return time.toSeconds() < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / MILLIS)
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
