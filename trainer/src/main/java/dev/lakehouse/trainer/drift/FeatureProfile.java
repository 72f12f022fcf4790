package dev.lakehouse.trainer.drift;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * How one feature is distributed.
 *
 * @param edges between the bins of a number, rising; none for categories and sets, whose bins are their ids
 * @param shares of the rows in each bin; those of a set are of its members
 */
public record FeatureProfile(String name, List<Double> edges, List<Double> shares) {
    /** A bin without a row is taken for one with so little, so that the index stays finite. */
    private static final double LEAST = 1e-4;

    public FeatureProfile {
        requireNonNull(name, "name is null");
        edges = List.copyOf(edges);
        shares = List.copyOf(shares);
    }

    /**
     * The population stability index of other rows beside these: the sum of (other - this) ln(other / this) over the bins. By custom
     * below 0.1 nothing has changed, and above 0.25 much has.
     */
    public double distance(FeatureProfile other) {
        if (!name.equals(other.name) || shares.size() != other.shares.size()) {
            throw new IllegalArgumentException(name + " and " + other.name + " are not the same feature");
        }
        double index = 0;
        for (int bin = 0; bin < shares.size(); bin++) {
            double before = Math.max(LEAST, shares.get(bin));
            double after = Math.max(LEAST, other.shares.get(bin));
            index += (after - before) * Math.log(after / before);
        }
        return index;
    }
}
