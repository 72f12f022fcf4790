package dev.lakehouse.trainer.plan;

import java.util.List;

/**
 * The layers of a dense network over numbers, embedded categories and embedded sets.
 *
 * @param hidden the widths of the layers between the features and the one number that comes out, each followed by a ReLU; with none
 *     of them the network is linear: for {@link Task#BINARY} that is logistic regression
 * @param widestEmbedding the most numbers that an id becomes; few ids become fewer
 */
public record Architecture(List<Integer> hidden, int widestEmbedding) {
    /** One weight for each number and each id. */
    public static final Architecture LINEAR = new Architecture(List.of(), 1);

    private static final int WIDEST = 4096;

    public Architecture {
        hidden = List.copyOf(hidden);
        if (hidden.stream().anyMatch(width -> width < 1 || width > WIDEST)) {
            throw new IllegalArgumentException("hidden layers of " + hidden + "; each is 1 to " + WIDEST);
        }
        if (widestEmbedding < 1 || widestEmbedding > WIDEST) {
            throw new IllegalArgumentException("embeddings of " + widestEmbedding);
        }
    }

    /** What an id of so many becomes: about the square root of their number, as wide as differences among them need. */
    public int embedding(int ids) {
        return (int) Math.min(widestEmbedding, Math.ceil(Math.sqrt(ids)));
    }
}
