package dev.lakehouse.extract;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * An extraction as it was planned: which rows it is about, and in which files they go. Values are texts, as {@link KeyText} writes them.
 *
 * @param number 1 for a source's first
 * @param mark of whoever planned it, so that two plans of one number differ
 * @param origin the database that is read; empty in plans of before it was noted
 * @param table what is read, so that a plan is not gone on with for another table
 * @param key the columns that the bounds are values of
 * @param watermark the column that tells changed rows; empty where all rows are read
 * @param from the lowest watermark that is read; empty where there is none, as at first
 * @param to the highest watermark that is read; empty where all rows are
 * @param tail what the rows in the part that the next extraction reads again were, when it was planned ({@link Dialect#digest}); blank
 *     where all rows are read
 * @param bounds the last key of each page but the last, which ends where the table does
 */
record ExtractionPlan(
        long number,
        String mark,
        Instant plannedAt,
        Optional<Origin> origin,
        String table,
        List<String> key,
        Optional<String> watermark,
        Optional<String> from,
        Optional<String> to,
        String tail,
        List<List<String>> bounds) {
    ExtractionPlan {
        requireNonNull(mark, "mark is null");
        requireNonNull(plannedAt, "plannedAt is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(table, "table is null");
        key = List.copyOf(key);
        requireNonNull(watermark, "watermark is null");
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(tail, "tail is null");
        bounds = bounds.stream().map(List::copyOf).toList();
    }

    /** How many files it makes. */
    int pages() {
        return bounds.size() + 1;
    }

    /** Whether it is about the same rows, told apart and found in the same way. */
    boolean isAbout(String other, List<String> otherKey, String otherWatermark) {
        return table.equals(other)
                && key.equals(otherKey)
                && watermark.filter(otherWatermark::equals).isPresent();
    }
}
