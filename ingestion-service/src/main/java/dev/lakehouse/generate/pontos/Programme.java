package dev.lakehouse.generate.pontos;

import java.time.ZoneOffset;

import dev.lakehouse.generate.Calendar;
import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.Growth;

/** Days, clients and products of the programme, as far as more than one table needs to know of them. */
final class Programme {
    static final int PRODUCTS = 30;
    private static final long TRANSACTIONS_PER_CLIENT = 8;
    private static final long FEWEST = 10;
    private static final double KNOWN_AT_FIRST = 0.5;
    private static final int MILLIS_PER_DAY = 86_400_000;

    private static final double LEAVES = 0.06;
    private static final int SHORTEST_STAY = 4;
    private static final int STAYS = 20;
    private static final double FAITHFUL = 0.4;
    private static final double PAUSES = 0.4;
    private static final int LONGEST_PAUSE = 17;
    private static final int SHORTEST_LIFE = 2;
    private static final int LIVES = 12;
    private static final int TRIES = 12;
    private static final int MOST_POINTS = 40;

    private final PontosParameters parameters;
    private final Calendar calendar;
    private final Growth clients;

    Programme(PontosParameters parameters) {
        this.parameters = parameters;
        this.calendar = new Calendar(parameters.transactions(), parameters.days());
        long total = Math.max(FEWEST, parameters.transactions() / TRANSACTIONS_PER_CLIENT);
        this.clients = new Growth((long) Math.ceil(total * KNOWN_AT_FIRST), total, parameters.days());
    }

    PontosParameters parameters() {
        return parameters;
    }

    Calendar calendar() {
        return calendar;
    }

    Growth clients() {
        return clients;
    }

    /** A time of a day, in milliseconds since 1970. */
    long time(int day, Dice dice) {
        return midnight(day) + dice.below(MILLIS_PER_DAY);
    }

    /** The last moment of a day, behind which nothing of it comes. */
    long lastOf(int day) {
        return midnight(day) + MILLIS_PER_DAY - 1;
    }

    private long midnight(int day) {
        return calendar.date(day).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /** The day on which a client is deleted; beyond all days where none is. */
    int leaves(long client) {
        Dice dice = Dice.of(parameters.seed(), About.CLIENTE_CHANGE, client);
        return dice.chance(LEAVES) ? clients.born(client) + SHORTEST_STAY + dice.below(STAYS) : Integer.MAX_VALUE;
    }

    /** One who is there on that day, and still comes, if such a one is found soon. */
    long clientWhoComes(Dice dice, int day) {
        long client = 1;
        for (int i = 0; i < TRIES; i++) {
            client = 1 + dice.below(clients.known(day));
            if (comes(client, day - clients.born(client)) && day < leaves(client)) {
                return client;
            }
        }
        return client;
    }

    /** Some stay away after some days, for good; of the faithful some stay away for a while. */
    private boolean comes(long client, int daysOfMembership) {
        Dice life = Dice.of(parameters.seed(), About.CLIENTE_CHANGE, -client);
        boolean faithful = life.chance(FAITHFUL);
        boolean staysAway = !faithful || life.chance(PAUSES);
        int away = daysOfMembership - SHORTEST_LIFE - life.below(LIVES);
        return !staysAway || away < 0 || (faithful && away > LONGEST_PAUSE);
    }

    /** What a product is worth when the programme begins. */
    static long points(long seed, long product) {
        return 5L * (1L + Dice.of(seed, About.PRODUTO, product).below(MOST_POINTS));
    }
}
