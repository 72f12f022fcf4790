package dev.lakehouse.generate;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.generate.Dice.About;

/** Who buys what when, and which of it is put right later. */
final class Orders {
    /** Corrections land so many days after their order, at most. */
    static final int LATEST_CORRECTION = 3;

    private static final double CORRECTED = 0.02;
    private static final double CORRECTED_DATE = 0.5;
    private static final double BY_HABIT = 0.5;
    private static final double ONE_MORE = 0.3;
    private static final int MOST_PIECES = 10;
    private static final int STORY_DAYS = 3;
    private static final long STORY_CUSTOMER = 1;
    private static final String[] STATUS = {
        "entregue", "entregue", "entregue", "enviado", "enviado", "pago", "pendente", "cancelado"
    };
    private static final String[] STATUS_CORRECTED = {"entregue", "devolvido", "cancelado"};

    private final long seed;
    private final Calendar calendar;
    private final Customers customers;
    private final Products products;
    private final boolean withStory;

    Orders(LojaParameters parameters, Calendar calendar, Customers customers, Products products) {
        this.seed = parameters.seed();
        this.calendar = calendar;
        this.customers = customers;
        this.products = products;
        this.withStory = parameters.days() >= STORY_DAYS && parameters.orders() >= parameters.days();
    }

    /** The order of that number, which was placed on that day. */
    Order placed(long id, int day) {
        Dice dice = Dice.of(seed, About.ORDER, id);
        long customer = customer(id, day, dice);
        int category = dice.chance(BY_HABIT) ? customers.favourite(customer) : dice.below(Category.COUNT);
        long product = products.some(dice, category, day);
        int quantity = 1;
        while (quantity < MOST_PIECES && dice.chance(ONE_MORE)) {
            quantity++;
        }
        return new Order(
                id, customer, product, quantity, dice.oneOf(STATUS), quantity * products.price(product, day), day);
    }

    /** The day on which an order is corrected; it may lie behind the last day, and then the correction never lands. */
    Optional<Integer> correctionDay(long id, int day) {
        if (isStory(id, day)) {
            return day == 0 ? Optional.of(1) : Optional.empty();
        }
        Dice dice = Dice.of(seed, About.CORRECTION, id);
        return dice.chance(CORRECTED) ? Optional.of(day + 1 + dice.below(LATEST_CORRECTION)) : Optional.empty();
    }

    /** An order as its correction has it: another quantity and status, at the old unit price, under the old date or the new. */
    Order corrected(Order order, int correctionDay) {
        Dice dice = Dice.of(seed, About.CORRECTION, order.id(), correctionDay);
        int quantity = 1 + (order.quantity() + dice.below(MOST_PIECES - 1)) % MOST_PIECES;
        return new Order(
                order.id(),
                order.customer(),
                order.product(),
                quantity,
                dice.oneOf(STATUS_CORRECTED),
                order.amount() / order.quantity() * quantity,
                dice.chance(CORRECTED_DATE) ? correctionDay : order.day());
    }

    /** Whether the story that the demonstration tells needs this order to be as it is. */
    boolean isStory(long id, int day) {
        return withStory && day < STORY_DAYS && id == calendar.firstOrder(day);
    }

    Optional<DemoStory> story() {
        if (!withStory) {
            return Optional.empty();
        }
        Order first = placed(calendar.firstOrder(0), 0);
        return Optional.of(new DemoStory(
                STORY_CUSTOMER,
                List.of(first.id(), calendar.firstOrder(1), calendar.firstOrder(2)),
                first.id(),
                first.quantity(),
                corrected(first, 1).quantity()));
    }

    private long customer(long id, int day, Dice dice) {
        if (isStory(id, day)) {
            return STORY_CUSTOMER;
        }
        long known = customers.growth().known(day);
        long candidate;
        do {
            candidate = 1 + dice.below(known);
        } while (!dice.chance(customers.appetite(candidate, day)));
        return candidate;
    }
}
