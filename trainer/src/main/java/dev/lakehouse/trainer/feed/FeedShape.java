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
    public FeedShape {
        numbers = List.copyOf(numbers);
        categories = List.copyOf(categories);
        sets = List.copyOf(sets);
        if (numbers.isEmpty() && categories.isEmpty() && sets.isEmpty()) {
            throw new IllegalArgumentException("no features");
        }
    }

    /** How many values of {@link Batch#sets} a row has. */
    public int setsWidth() {
        return sets.stream().mapToInt(Category::size).sum();
    }
}
