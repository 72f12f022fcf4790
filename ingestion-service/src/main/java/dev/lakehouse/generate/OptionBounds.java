package dev.lakehouse.generate;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Refuses options out of bounds, with a failure of kind user. */
public final class OptionBounds {
    private static final int MOST_DAYS = 36_500;
    private static final double WHOLE = 100;

    private OptionBounds() {}

    /** What all generators ask of their days, 1 to 36,500, and their percentage of dirty rows. */
    public static void requireDaysAndDirt(int days, double dirty, String example) {
        require(days >= 1 && days <= MOST_DAYS, "--days", days, "a number from 1 to 36500", example);
        require(dirty >= 0 && dirty <= WHOLE, "--dirty", dirty, "a percentage from 0 to 100", example);
    }

    /**
     * Refuses a value that is not right.
     *
     * @param bounds what the option takes, such as {@code a number from 1 to 10}
     */
    public static void require(boolean right, String option, Object value, String bounds, String example) {
        if (!right) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "GENERATE_OPTION_ILLEGAL",
                    "Files cannot be generated with " + option + " " + value,
                    option + " takes " + bounds,
                    "write for example " + example);
        }
    }
}
