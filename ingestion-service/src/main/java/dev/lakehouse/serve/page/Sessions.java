package dev.lakehouse.serve.page;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who has shown the token to the pages. In memory alone: after a restart it is asked for again. */
final class Sessions {
    static final Duration LENGTH = Duration.ofHours(12);

    private static final int SECRET_BYTES = 32;
    private static final int MOST = 1000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Clock clock;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Begins one, and gives its secret name. */
    String begin() {
        Instant now = clock.instant();
        ends.values().removeIf(end -> end.isBefore(now));
        if (ends.size() >= MOST) {
            ends.clear();
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(secret);
        ends.put(name, now.plus(LENGTH));
        return name;
    }

    boolean isOpen(Optional<String> name) {
        return name.map(ends::get).filter(end -> end.isAfter(clock.instant())).isPresent();
    }

    void end(Optional<String> name) {
        name.ifPresent(ends::remove);
    }
}
