package dev.lakehouse.generate.pontos;

import java.util.List;
import java.util.stream.IntStream;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;

/** What is in a transaction. */
record Items(List<Item> items) {
    private static final int MOST = 4;

    /** @param points of all that are of it */
    record Item(long id, long product, long quantity, long points) {}

    Items {
        items = List.copyOf(items);
    }

    static Items of(Transaction transaction, long seed) {
        return new Items(IntStream.range(0, transaction.items())
                .mapToObj(place -> item(transaction.item(place), seed))
                .toList());
    }

    private static Item item(long id, long seed) {
        Dice dice = Dice.of(seed, About.ITEM, id);
        long product = 1L + dice.below(Programme.PRODUCTS);
        long quantity = 1L + dice.below(MOST);
        return new Item(id, product, quantity, quantity * Programme.points(seed, product));
    }

    /** Of all; those that are spent are negative. */
    long total(boolean redeems) {
        long sum = items.stream().mapToLong(Item::points).sum();
        return redeems ? -sum : sum;
    }
}
