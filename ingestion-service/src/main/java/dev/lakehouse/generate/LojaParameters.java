package dev.lakehouse.generate;

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
    private static final String EXAMPLE = "--orders 100000 --days 30 --seed 1 --dirty 2";

    public LojaParameters {
        OptionBounds.require(
                orders >= 1 && orders <= MOST_ORDERS, "--orders", orders, "a number from 1 to 10000000000", EXAMPLE);
        OptionBounds.requireDaysAndDirt(days, dirty, EXAMPLE);
    }
}
