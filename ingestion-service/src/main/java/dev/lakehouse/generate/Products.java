package dev.lakehouse.generate;

import dev.lakehouse.generate.Dice.About;

/** What is sold: what is true of a product on a day follows from the two numbers alone. */
final class Products {
    private static final long ORDERS_PER_PRODUCT = 50;
    private static final long FEWEST = 60;
    private static final long MOST = 20_000;
    private static final double KNOWN_AT_FIRST = 0.8;
    private static final int DAYS_OF_ONE_PRICE = 14;
    private static final double STOCK_COUNTED = 0.15;
    private static final int LARGEST_STOCK = 500;
    private static final double CHEAPEST = 0.9;
    private static final double PRICE_SPREAD = 0.25;
    private static final String[] LINES = {
        "Serra",
        "Litoral",
        "Pampa",
        "Cerrado",
        "Ipê",
        "Jatobá",
        "Aurora",
        "Estação",
        "Três Irmãos",
        "Coração",
        "Maré",
        "Luz"
    };

    private final long seed;
    private final Growth growth;

    Products(LojaParameters parameters) {
        this.seed = parameters.seed();
        long total = Math.max(FEWEST, Math.min(MOST, parameters.orders() / ORDERS_PER_PRODUCT));
        this.growth = new Growth((long) (total * KNOWN_AT_FIRST), total, parameters.days());
    }

    Growth growth() {
        return growth;
    }

    /** A product of a category that is known on that day; older ones sell better. */
    long some(Dice dice, int category, int day) {
        long known = (growth.known(day) - category - 1) / Category.COUNT + 1;
        return 1 + category + Category.COUNT * Math.min(dice.below(known), dice.below(known));
    }

    /** Its price in hundredths on that day; it changes every two weeks. */
    long price(long id, int day) {
        Category category = Category.of(id);
        Dice ofProduct = Dice.of(seed, About.PRODUCT, id);
        // The product of two throws: most products are cheap, a few are dear.
        double level = ofProduct.unit() * ofProduct.unit();
        long list = category.lowestPrice + (long) (level * (category.highestPrice - category.lowestPrice));
        double factor = CHEAPEST
                + PRICE_SPREAD * Dice.of(seed, About.PRICE, id, period(id, day)).unit();
        return (long) (list * factor);
    }

    /** Whether a row tells of a product that day though it is not new: its price changed, or its stock was counted. */
    boolean isUpdated(long id, int day) {
        boolean repriced = day > growth.born(id) && period(id, day) != period(id, day - 1);
        return repriced || Dice.of(seed, About.STOCK, id, day).chance(STOCK_COUNTED);
    }

    /** How many are in stock, in the morning or, once they were counted, in the evening. */
    int stock(long id, int day, boolean evening) {
        Dice dice = Dice.of(seed, About.STOCK, id, day);
        dice.unit(); // the throw that isUpdated looks at
        int morning = dice.below(LARGEST_STOCK);
        return evening ? dice.below(LARGEST_STOCK) : morning;
    }

    String name(long id) {
        Dice dice = Dice.of(seed, About.PRODUCT, id);
        return Category.of(id).noun(dice) + " " + dice.oneOf(LINES) + " " + id;
    }

    private static int period(long id, int day) {
        return (int) ((day + id) / DAYS_OF_ONE_PRICE);
    }
}
