package dev.lakehouse.generate.pontos;

import dev.lakehouse.generate.OptionBounds;

/**
 * How large a programme is, and how untidy its change data. Values out of bounds are a failure of kind user.
 *
 * @param transactions over all days, 1 to 10 billion; clients, products and changes come on top
 * @param days days with files, 1 to 36,500
 * @param seed any number; another one makes another programme
 * @param dirty how many inserts and updates of transactions in a hundred are dirty, 0 to 100; the full load is clean
 */
public record PontosParameters(long transactions, int days, long seed, double dirty) {
    private static final long MOST_TRANSACTIONS = 10_000_000_000L;
    private static final String EXAMPLE = "--transactions 100000 --days 30 --seed 1 --dirty 2";

    public PontosParameters {
        OptionBounds.require(
                transactions >= 1 && transactions <= MOST_TRANSACTIONS,
                "--transactions",
                transactions,
                "a number from 1 to 10000000000",
                EXAMPLE);
        OptionBounds.requireDaysAndDirt(days, dirty, EXAMPLE);
    }
}
