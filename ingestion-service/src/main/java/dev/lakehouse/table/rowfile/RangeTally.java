package dev.lakehouse.table.rowfile;

import java.util.Optional;

import dev.lakehouse.table.ColumnRange;

/** What a column's values so far lie between; a NaN lies nowhere, so with one of them there are no bounds. */
final class RangeTally {
    private Comparable<Object> min;
    private Comparable<Object> max;
    private long nulls;
    private boolean unordered;

    @SuppressWarnings("unchecked") // Values of one column are of one type, which is its own order.
    void add(Object value) {
        if (value == null) {
            nulls++;
        } else if (value instanceof Double number && number.isNaN()) {
            unordered = true;
        } else {
            Comparable<Object> bound = (Comparable<Object>) value;
            if (min == null || bound.compareTo(min) < 0) {
                min = bound;
            }
            if (max == null || bound.compareTo(max) > 0) {
                max = bound;
            }
        }
    }

    ColumnRange range() {
        return unordered
                ? new ColumnRange(Optional.empty(), Optional.empty(), nulls)
                : new ColumnRange(Optional.ofNullable(min), Optional.ofNullable(max), nulls);
    }
}
