package dev.lakehouse.generate;

import java.time.LocalDate;

/** The days of the shop, counted from 0, and which orders are placed on each: numbers run on from day to day. */
record Calendar(long orders, int days) {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    LocalDate date(int day) {
        return FIRST.plusDays(day);
    }

    /** The number of a day's first order; of the day after the last one, that of the order after the last one. */
    long firstOrder(int day) {
        // The product would overflow only beyond the bounds of LojaParameters.
        return 1 + orders * day / days;
    }
}
