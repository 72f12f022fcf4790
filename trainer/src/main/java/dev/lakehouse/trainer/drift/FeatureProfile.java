package dev.lakehouse.trainer.drift;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How one feature is distributed.
 *
 * @param edges between the bins of a number, rising; none for categories and sets, whose bins are their ids
 * @param shares of what was counted in each bin
 * @param count how much was counted: rows, or members of sets
 */
public record FeatureProfile(String name, List<Double> edges, List<Double> shares, long count) {
    /** Each bin is taken to hold so much more than it does (Krichevsky and Trofimov 1981): the logarithm of nothing tells nothing. */
    private static final double MORE = 0.5;

    /** Of the normal distribution, for 95 of 100 cases. */
    private static final double MOSTLY = 1.645;

    public FeatureProfile {
        requireNonNull(name, "name is null");
        edges = List.copyOf(edges);
        shares = List.copyOf(shares);
    }

    /**
     * How far other rows are from these: the population stability index, the sum of (other - this) ln(other / this) over the bins; and what
     * it stays below in 95 of 100 cases though nothing has changed (Yurdakul 2018), which is much where there are few rows.
     */
    public Drift drift(FeatureProfile other) {
        if (!name.equals(other.name) || shares.size() != other.shares.size()) {
            throw new IllegalArgumentException(name + " and " + other.name + " are not the same feature");
        }
        double index = 0;
        for (int bin = 0; bin < shares.size(); bin++) {
            double before = share(bin);
            double after = other.share(bin);
            index += (after - before) * Math.log(after / before);
        }
        double freedom = Math.max(1, shares.size() - 1);
        double chance = (freedom + MOSTLY * Math.sqrt(2 * freedom))
                * (1.0 / Math.max(1, count) + 1.0 / Math.max(1, other.count));
        return new Drift(index, chance);
    }

    private double share(int bin) {
        return (shares.get(bin) * count + MORE) / (count + MORE * shares.size());
    }
}
