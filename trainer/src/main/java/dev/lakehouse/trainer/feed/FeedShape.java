package dev.lakehouse.trainer.feed;

import java.util.List;

/**
 * What a network is fed; the same for a whole run.
 *
 * @param numbers the names of the numbers of a row, in order
 * @param categories of which a row has one id each
 * @param sets of which a row may have several ids each
 */
public record FeedShape(List<String> numbers, List<Category> categories, List<Category> sets) {
    private static final long BYTES_AT_ONCE = 16 << 20;

    public FeedShape {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        sets = List.copyOf(sets);
        if (numbers.isEmpty() && categories.isEmpty() && sets.isEmpty()) {
            throw new IllegalArgumentException("no features");
        }
    }

    /** How many rows to take at once where it makes no difference otherwise: so many, or less where they are wide. */
    public int rowsAtOnce(int most) {
        return (int) Math.max(1, Math.min(most, BYTES_AT_ONCE / bytesOfRow()));
    }

    /** How many bytes a row takes in a {@link Batch}, where sets are a number for each name. */
    public long bytesOfRow() {
        return Float.BYTES * (numbers.size() + categories.size() + (long) setsWidth() + 1);
    }

    /** How many values of {@link Batch#sets} a row has. */
    public int setsWidth() {
        return sets.stream().mapToInt(Category::size).sum();
    }
}
