package dev.lakehouse.trainer.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.FeedShape;

/** Counts rows by their features; of very many rows some that chance draws from all of them, for a table's first rows may be its oldest. */
public final class ProfileRows {
    /** About so many tell a share to a quarter of a percent. */
    public static final int MOST_ROWS = 100_000;

    private static final int BINS = 10;
    private static final long SEED = 20_240_229;

    private final FeedShape shape;
    private final List<float[]> numbers = new ArrayList<>();
    private final List<long[]> categories = new ArrayList<>();
    private final long[] sets;
    private final double share;
    private final SplittableRandom chance = new SplittableRandom(SEED);
    private int rows;

    /** @param expected how many rows will come */
    public ProfileRows(FeedShape shape, long expected) {
        this.shape = shape;
        this.share = (double) MOST_ROWS / Math.max(1, expected);
        shape.numbers().forEach(name -> numbers.add(new float[1024]));
        shape.categories().forEach(category -> categories.add(new long[category.size()]));
        this.sets = new long[shape.setsWidth()];
    }

    /** Counts what is drawn of them. */
    public ProfileRows addAll(Feed.Batches batches) {
        for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
            add(next.get());
        }
        return this;
    }

    /** Counts what is drawn of a batch. */
    public void add(Batch batch) {
        for (int row = 0; row < batch.rows(); row++) {
            if (share < 1 && chance.nextDouble() >= share) {
                continue;
            }
            for (int i = 0; i < numbers.size(); i++) {
                if (rows == numbers.get(i).length) {
                    numbers.set(i, Arrays.copyOf(numbers.get(i), rows * 2));
                }
                numbers.get(i)[rows] = batch.numbers()[row * numbers.size() + i];
            }
            for (int i = 0; i < categories.size(); i++) {
                categories.get(i)[batch.categories()[row * categories.size() + i]]++;
            }
            for (int i = 0; i < sets.length; i++) {
                sets[i] += batch.sets()[row * sets.length + i] > 0 ? 1 : 0;
            }
            rows++;
        }
    }

    /** The profiles of what was counted, with bins of their own: tenths of the rows. */
    public List<FeatureProfile> profiles() {
        return profiles(Optional.empty());
    }

    /** The same, with the bins of others. */
    public List<FeatureProfile> profilesBeside(List<FeatureProfile> others) {
        return profiles(Optional.of(others));
    }

    private List<FeatureProfile> profiles(Optional<List<FeatureProfile>> others) {
        List<FeatureProfile> profiles = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            int index = i;
            float[] values = Arrays.copyOf(numbers.get(i), rows);
            List<Double> edges = others.map(all -> all.get(index).edges()).orElseGet(() -> edges(values));
            profiles.add(new FeatureProfile(shape.numbers().get(i), edges, shares(values, edges), rows));
        }
        for (int i = 0; i < categories.size(); i++) {
            profiles.add(profile(shape.categories().get(i), categories.get(i)));
        }
        int from = 0;
        for (Category set : shape.sets()) {
            profiles.add(profile(set, Arrays.copyOfRange(sets, from, from + set.size())));
            from += set.size();
        }
        return profiles;
    }

    private static FeatureProfile profile(Category category, long[] counts) {
        long all = Arrays.stream(counts).sum();
        return new FeatureProfile(
                category.name(),
                List.of(),
                Arrays.stream(counts)
                        .mapToObj(count -> count / (double) Math.max(1, all))
                        .toList(),
                all);
    }

    /** Fewer where many values are the same. */
    private static List<Double> edges(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Double> edges = new ArrayList<>();
        for (int bin = 1; bin < BINS && sorted.length > 0; bin++) {
            double edge = sorted[(int) ((long) sorted.length * bin / BINS)];
            if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
                edges.add(edge);
            }
        }
        return edges;
    }

    private static List<Double> shares(float[] values, List<Double> edges) {
        double[] counts = new double[edges.size() + 1];
        for (float value : values) {
            int found = Collections.binarySearch(edges, (double) value);
            counts[found >= 0 ? found + 1 : -found - 1]++;
        }
        return Arrays.stream(counts)
                .mapToObj(count -> count / Math.max(1, values.length))
                .toList();
    }
}
