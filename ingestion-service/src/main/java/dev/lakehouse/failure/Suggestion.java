package dev.lakehouse.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean": the valid name that is nearest to one that was typed. */
public final class Suggestion {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();
    private static final int SHORTEST_START = 3;

    private Suggestion() {}

    /** The nearest of {@code valid} to {@code typed}, when it is near enough to be what was meant. */
    public static Optional<String> nearest(String typed, Collection<String> valid) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int tolerance = Math.max(2, typed.length() / 3);
        return valid.stream()
                .min(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wanted, name) <= tolerance)
                .or(() -> longer(wanted, valid));
    }

    /** The name that was begun: {@code valor} for {@code valor_total}. */
    private static Optional<String> longer(String wanted, Collection<String> valid) {
        return valid.stream()
                .filter(name -> wanted.length() >= SHORTEST_START
                        && name.toLowerCase(Locale.ROOT).startsWith(wanted))
                .min(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    }

    /** The remedy for a name that is not known: {@code did you mean 'columns'?}, else {@code otherwise}. */
    public static String didYouMean(String typed, Collection<String> valid, String otherwise) {
        return nearest(typed, valid).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
    }

    private static int distance(String wanted, String name) {
        return DISTANCE.apply(wanted, name.toLowerCase(Locale.ROOT));
    }
}
