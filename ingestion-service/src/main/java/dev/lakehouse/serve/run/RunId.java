package dev.lakehouse.serve.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of runs: {@code 20240131-120000123-9f3a1c2b}, so that the newest is the last in any listing. */
final class RunId {
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{8}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 4;

    private RunId() {}

    static String create(Instant now) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return TIME.format(now) + "-" + HexFormat.of().formatHex(random);
    }

    /** What sorts before every id that was created at that time or later. */
    static String before(Instant time) {
        return TIME.format(time);
    }

    static boolean isLegal(String text) {
        return FORM.matcher(text).matches();
    }
}
