package dev.lakehouse.generate.musica;

import java.time.LocalDate;
import java.time.ZoneOffset;

import dev.lakehouse.generate.City;
import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.PersonName;

/**
 * Who listens.
 *
 * @param registration when the listener came, in milliseconds since 1970
 */
record Listener(long id, PersonName name, String gender, String location, String agent, long registration) {
    private static final long PLAYS_PER_LISTENER = 60;
    private static final long FEWEST = 8;
    private static final double PAID = 0.3;
    private static final double CHANGES = 0.4;
    private static final long FIRST_REGISTRATION =
            LocalDate.of(2023, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final long REGISTRATIONS = 360L * 24 * 3_600_000;
    private static final String[] AGENTS = {
        "\"Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/36.0.1985.143 Safari/537.36\"",
        "Mozilla/5.0 (Windows NT 6.1; rv:31.0) Gecko/20100101 Firefox/31.0",
        "\"Mozilla/5.0 (iPhone; CPU iPhone OS 7_1_2 like Mac OS X) AppleWebKit/537.51.2 (KHTML, like Gecko) Mobile/11D257\"",
        "Mozilla/5.0 (X11; Linux x86_64; rv:31.0) Gecko/20100101 Firefox/31.0"
    };

    static Listener of(long seed, long id) {
        Dice dice = Dice.of(seed, About.LISTENER, id);
        dice.unit(); // the throws that isPaid looks at
        dice.unit();
        dice.unit();
        return new Listener(
                id,
                PersonName.some(dice),
                dice.chance(0.5) ? "F" : "M",
                City.some(dice).name() + ", Brasil",
                dice.oneOf(AGENTS),
                FIRST_REGISTRATION + dice.below(REGISTRATIONS));
    }

    /** How many listen to so many plays. */
    static long count(long plays) {
        return Math.max(FEWEST, plays / PLAYS_PER_LISTENER);
    }

    /** Whether the listener pays on that day: some begin to, some stop. */
    static boolean isPaid(long seed, long id, int day, int days) {
        Dice dice = Dice.of(seed, About.LISTENER, id);
        boolean atFirst = dice.chance(PAID);
        boolean changes = dice.chance(CHANGES);
        return atFirst ^ (changes && day >= (int) (dice.unit() * days));
    }
}
