package dev.lakehouse.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import dev.lakehouse.config.DataSize;

/** Numbers as people read them: {@code 12,345}, {@code 1.2 MB}, {@code 3 min 5 s}. */
public final class Amounts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double MILLIS = 1_000;
    private static final int MINUTE = 60;
    private static final int HOUR = 3_600;

    private Amounts() {}

    /** With a comma between thousands. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    public static String bytes(long bytes) {
        return new DataSize(bytes).toString().replaceFirst("([KMGT]?B)$", " $1");
    }

    /** With one decimal up to a minute, then in minutes, then in hours. */
    public static String seconds(Duration time) {
        double seconds = time.toMillis() / MILLIS;
        if (seconds < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = time.toSeconds();
        return whole < HOUR
                ? whole / MINUTE + " min " + whole % MINUTE + " s"
                : whole / HOUR + " h " + whole % HOUR / MINUTE + " min";
    }

    /** To the second, in UTC. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }
}
