package dev.lakehouse.generate;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * How large a shop is made, and how untidy. Values out of bounds are a failure of kind user.
 *
 * @param orders different orders over all days, 1 to 10 billion; corrections and repeated rows come on top
 * @param days days with files, 1 to 36,500
 * @param seed any number; another one makes another shop
 * @param dirty how many rows in a hundred are dirty, 0 to 100
 */
public record LojaParameters(long orders, int days, long seed, double dirty) {
    private static final long MOST_ORDERS = 10_000_000_000L;
    private static final int MOST_DAYS = 36_500;
    private static final double WHOLE = 100;

    public LojaParameters {
        require(orders >= 1 && orders <= MOST_ORDERS, "--orders", orders, "a number from 1 to 10000000000");
        require(days >= 1 && days <= MOST_DAYS, "--days", days, "a number from 1 to 36500");
        require(dirty >= 0 && dirty <= WHOLE, "--dirty", dirty, "a percentage from 0 to 100");
    }

    private static void require(boolean right, String option, Object value, String bounds) {
        if (!right) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "GENERATE_OPTION_ILLEGAL",
                    "The shop cannot be generated with " + option + " " + value,
                    option + " takes " + bounds,
                    "write for example --orders 100000 --days 30 --seed 1 --dirty 2");
        }
    }
}
