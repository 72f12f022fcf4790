package dev.lakehouse.trainer.train;

import java.util.Arrays;
import java.util.function.Function;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;

/**
 * What a network says of a part's rows, beside what was so. Rows are in the order of seed 0.
 *
 * @param groups a number from 0 on for each row: rows of one key have the same; where keys are not known, each has its own
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Predictions(float[] scores, float[] labels, int[] groups) {
    /** Always the same number, for it decides in which order numbers are summed. */
    private static final int ROWS_AT_ONCE = 4096;

    public Predictions {
        if (scores.length != labels.length || scores.length != groups.length) {
            throw new IllegalArgumentException(
                    "%d scores, %d labels, %d groups".formatted(scores.length, labels.length, groups.length));
        }
    }

    /** Asks {@code scorer} about all rows of a part. */
    public static Predictions of(Feed feed, Part part, Function<Batch, float[]> scorer) {
        int rows = Math.toIntExact(feed.rows(part));
        float[] scores = new float[rows];
        float[] labels = new float[rows];
        int[] groups = new int[rows];
        KeyNumbers known = new KeyNumbers();
        int at = 0;
        try (Feed.Batches batches = feed.batches(part, feed.shape().rowsAtOnce(ROWS_AT_ONCE), 0, 0)) {
            for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                System.arraycopy(scorer.apply(batch), 0, scores, at, batch.rows());
                System.arraycopy(batch.labels(), 0, labels, at, batch.rows());
                for (int row = 0; row < batch.rows(); row++) {
                    groups[at + row] = batch.keys().isEmpty()
                            ? at + row
                            : known.of(batch.keys().get(row));
                }
                at += batch.rows();
            }
        }
        return at == rows
                ? new Predictions(scores, labels, groups)
                : new Predictions(Arrays.copyOf(scores, at), Arrays.copyOf(labels, at), Arrays.copyOf(groups, at));
    }

    /** The same, in the memory of others of the same rows as far as these are equal. */
    public Predictions beside(Predictions others) {
        return Arrays.equals(labels, others.labels) && Arrays.equals(groups, others.groups)
                ? new Predictions(scores, others.labels, others.groups)
                : this;
    }

    public int rows() {
        return scores.length;
    }
}
