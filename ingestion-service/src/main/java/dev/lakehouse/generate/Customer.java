package dev.lakehouse.generate;

/** A customer as one row tells it; {@code subscriber} is the telephone without its prefix, eight digits behind a 9. */
record Customer(long id, PersonName name, String email, City city, int subscriber, int age) {
    private static final int LOW_DIGITS = 10_000;

    /** {@code (11) 91234-5678}. */
    String telephone() {
        return "(" + city.prefix() + ") 9" + fourDigits(subscriber / LOW_DIGITS) + "-"
                + fourDigits(subscriber % LOW_DIGITS);
    }

    private static String fourDigits(int number) {
        return Integer.toString(LOW_DIGITS + number).substring(1);
    }
}
