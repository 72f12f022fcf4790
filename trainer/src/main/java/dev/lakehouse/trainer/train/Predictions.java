package dev.lakehouse.trainer.train;

import java.util.Arrays;
import java.util.function.Function;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;

/** What a network says of a part's rows, beside what was so. Rows are in the order of seed 0. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Predictions(float[] scores, float[] labels) {
    /** Always the same number, for it decides in which order numbers are summed. */
    private static final int ROWS_AT_ONCE = 4096;

    public Predictions {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores for " + labels.length + " labels");
        }
    }

    /** Asks {@code scorer} about all rows of a part. */
    public static Predictions of(Feed feed, Part part, Function<Batch, float[]> scorer) {
        int rows = Math.toIntExact(feed.rows(part));
        float[] scores = new float[rows];
        float[] labels = new float[rows];
        int at = 0;
        try (Feed.Batches batches = feed.batches(part, ROWS_AT_ONCE, 0, 0)) {
            for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                System.arraycopy(scorer.apply(batch), 0, scores, at, batch.rows());
                System.arraycopy(batch.labels(), 0, labels, at, batch.rows());
                at += batch.rows();
            }
        }
        return new Predictions(Arrays.copyOf(scores, at), Arrays.copyOf(labels, at));
    }

    public int rows() {
        return scores.length;
    }
}
