package dev.lakehouse.generate.pontos;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;

/** What is in a transaction: of each item its product, how many, and their points. */
record Items(long[] products, long[] quantities, long[] points) {
    private static final int MOST = 4;

    static Items of(Transaction transaction, long seed) {
        int count = transaction.items();
        Items items = new Items(new long[count], new long[count], new long[count]);
        for (int i = 0; i < count; i++) {
            Dice dice = Dice.of(seed, About.ITEM, transaction.item(i));
            items.products[i] = 1 + dice.below(Programme.PRODUCTS);
            items.quantities[i] = 1 + dice.below(MOST);
            items.points[i] = items.quantities[i] * Programme.points(seed, items.products[i]);
        }
        return items;
    }

    /** Of all; those that are spent are negative. */
    long total(boolean redeems) {
        long sum = 0;
        for (long each : points) {
            sum += each;
        }
        return redeems ? -sum : sum;
    }
}
