package dev.lakehouse.generate.pontos;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;

/**
 * What is true of a transaction, from its number and the day on which it was made.
 *
 * @param arrives the day on which its insert lands, that of the transaction or the next one
 * @param corrected the day on which its points are corrected; beyond all days where they are not
 * @param correctionArrives the day on which that lands: the same, or up to two days later, also behind the delete
 * @param deleted the day on which it is taken back; beyond all days where it is not
 */
record Transaction(
        long id,
        int day,
        long client,
        String channel,
        boolean redeems,
        int items,
        int arrives,
        int corrected,
        int correctionArrives,
        int deleted) {
    /** So many days after a transaction nothing more is heard of it. */
    static final int LAST_WORD = 5;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final double LATE = 0.05;
    private static final double CORRECTED = 0.2;
    private static final double CORRECTION_LATE = 0.5;
    private static final double DELETED = 0.1;
    private static final double REDEEMS = 0.25;
    private static final int MOST_ITEMS = 3;
    private static final int DAYS_TO_CORRECTION = 3;
    private static final int DAYS_LATE = 2;
    private static final String[] CHANNELS = {"loja", "app", "site", "live"};

    static Transaction of(long id, int day, Programme programme) {
        long seed = programme.parameters().seed();
        Dice dice = Dice.of(seed, About.TRANSACAO, id);
        long client = programme.clientWhoComes(dice, day);
        String channel = dice.oneOf(CHANNELS);
        boolean redeems = dice.chance(REDEEMS);
        int items = 1 + dice.below(MOST_ITEMS);
        Dice fate = Dice.of(seed, About.TRANSACAO_CHANGE, id);
        int arrives = day > 0 && fate.chance(LATE) ? day + 1 : day;
        int deleted = fate.chance(DELETED) ? day + 1 + fate.below(DAYS_TO_CORRECTION) : NEVER;
        int corrected = fate.chance(CORRECTED) ? day + 1 + fate.below(DAYS_TO_CORRECTION) : NEVER;
        // What is gone is corrected no more, but news of an older correction may still come.
        if (corrected > deleted) {
            corrected = NEVER;
        }
        int late = fate.chance(CORRECTION_LATE) ? 1 + fate.below(DAYS_LATE) : 0;
        return new Transaction(
                id,
                day,
                client,
                channel,
                redeems,
                items,
                arrives,
                corrected,
                corrected == NEVER ? NEVER : corrected + late,
                deleted);
    }

    /** The number of one of its items, from 0. */
    long item(int place) {
        return id * (MOST_ITEMS + 1) + place;
    }
}
