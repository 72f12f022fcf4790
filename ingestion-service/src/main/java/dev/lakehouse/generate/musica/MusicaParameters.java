package dev.lakehouse.generate.musica;

import dev.lakehouse.generate.OptionBounds;

/**
 * How much is listened to, and how untidy the logs are. Values out of bounds are a failure of kind user.
 *
 * @param plays songs that are played over all days, 1 to 10 billion; other events and repeated lines come on top
 * @param days days with files, 1 to 36,500
 * @param seed any number; another one makes another service
 * @param dirty how many plays in a hundred are dirty, 0 to 100
 */
public record MusicaParameters(long plays, int days, long seed, double dirty) {
    private static final long MOST_PLAYS = 10_000_000_000L;
    private static final String EXAMPLE = "--plays 100000 --days 30 --seed 1 --dirty 2";

    public MusicaParameters {
        OptionBounds.require(
                plays >= 1 && plays <= MOST_PLAYS, "--plays", plays, "a number from 1 to 10000000000", EXAMPLE);
        OptionBounds.requireDaysAndDirt(days, dirty, EXAMPLE);
    }
}
