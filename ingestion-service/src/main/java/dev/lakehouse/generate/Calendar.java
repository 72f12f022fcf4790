package dev.lakehouse.generate;

import java.time.LocalDate;

/** The days that are made up, counted from 0, and which orders, or plays, are of each: numbers run on from day to day. */
public record Calendar(long orders, int days) {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    /** The date of a day. */
    public LocalDate date(int day) {
        return FIRST.plusDays(day);
    }

    /** The number of a day's first order; of the day after the last one, that of the order after the last one. */
    public long firstOrder(int day) {
        // The product would overflow only beyond the bounds of LojaParameters.
        return 1 + orders * day / days;
    }
}
