package dev.lakehouse.generate;

/** An order as one row tells it; the amount is in hundredths, the day counted from 0. */
record Order(long id, long customer, long product, int quantity, String status, long amount, int day) {}
