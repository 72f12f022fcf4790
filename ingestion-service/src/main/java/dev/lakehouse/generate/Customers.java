package dev.lakehouse.generate;

import dev.lakehouse.generate.Dice.About;

/** Who buys: what is true of a customer follows from the number alone. */
final class Customers {
    private static final long ORDERS_PER_CUSTOMER = 5;
    private static final long FEWEST = 10;
    private static final double KNOWN_AT_FIRST = 0.4;
    private static final double LAPSED = 0.02;
    /** Everybody buys as he likes in the first month; then those who buy what is used up take turns of buying and living on it. */
    private static final int FIRST_STOCK_LASTS = 30;

    private static final int DAYS_OF_A_TURN = 60;
    private static final double STOCKED = 0.05;
    /** Makes other bits of a customer's bits: none of those are left. */
    private static final long OTHER_BITS = 0x9e3779b97f4a7c15L;

    private static final long SIXTEEN_BITS = 0xffffL;
    private static final double TO_UNIT = 0x1p-16;
    private static final String[] MAIL_HOSTS = {"example.com", "example.org", "example.net"};
    private static final int YOUNGEST = 18;
    private static final int OLDEST = 90;

    private final long seed;
    private final Growth growth;

    Customers(LojaParameters parameters) {
        this.seed = parameters.seed();
        long total = Math.max(FEWEST, parameters.orders() / ORDERS_PER_CUSTOMER);
        this.growth = new Growth((long) Math.ceil(total * KNOWN_AT_FIRST), total, parameters.days());
    }

    Growth growth() {
        return growth;
    }

    /** How likely an order of that day is this customer's, 0 to 1, relative to others. */
    double appetite(long id, int day) {
        long bits = Dice.hash(seed, About.CUSTOMER, id);
        Segment segment = Segment.of(bits);
        double eager = segment.appetite * (1 + (bits & SIXTEEN_BITS) * TO_UNIT) / 2;
        double life = segment.shortestLife
                + (bits >>> 16 & SIXTEEN_BITS) * TO_UNIT * (segment.longestLife - segment.shortestLife);
        if (day - growth.born(id) > life) {
            return eager * LAPSED;
        }
        return day >= FIRST_STOCK_LASTS && isConsumer(bits) && livesOnStock(bits, day) ? eager * STOCKED : eager;
    }

    /** Whether the customer likes best what is used up. */
    private static boolean isConsumer(long bits) {
        return (bits >>> 32 & SIXTEEN_BITS) * TO_UNIT < Segment.of(bits).consumers;
    }

    /** Whether that day is in a turn of living on what was bought; turns begin on another day for each customer. */
    private static boolean livesOnStock(long bits, int day) {
        int offset = (int) (2 * DAYS_OF_A_TURN * (((bits * OTHER_BITS) >>> 48) * TO_UNIT));
        return (day + offset) / DAYS_OF_A_TURN % 2 == 1;
    }

    /** The category that the customer likes best. */
    int favourite(long id) {
        long bits = Dice.hash(seed, About.CUSTOMER, id);
        int draw = (int) (bits >>> 48 & 0xff);
        return isConsumer(bits)
                ? draw % Category.CONSUMABLES
                : Category.CONSUMABLES + draw % (Category.COUNT - Category.CONSUMABLES);
    }

    /** What the files say of a customer who is new. */
    Customer newcomer(long id) {
        return customer(id, Dice.of(seed, About.MOVE, id));
    }

    /** What they say once the customer has moved on that day: another city and telephone. */
    Customer moved(long id, int day) {
        return customer(id, Dice.of(seed, About.MOVE, id, day));
    }

    private Customer customer(long id, Dice whereabouts) {
        Dice dice = Dice.of(seed, About.CUSTOMER_DETAILS, id);
        PersonName name = PersonName.some(dice);
        int age = YOUNGEST + Math.min(dice.below(OLDEST - YOUNGEST + 1), dice.below(OLDEST - YOUNGEST + 1));
        String email = name.address() + id + "@" + dice.oneOf(MAIL_HOSTS);
        City city = City.some(whereabouts);
        int subscriber = whereabouts.below(100_000_000);
        return new Customer(id, name, email, city, subscriber, age);
    }
}
