package dev.lakehouse.trainer.feed;

import java.util.Optional;

/** Rows of one version of one table, as a network takes them. */
public interface Feed {
    FeedShape shape();

    /** How many rows a part has. */
    long rows(Part part);

    /**
     * A part's rows, each once, in an order that {@code seed} alone decides, from the {@code position}-th row of that order on. Memory
     * stays bounded, however many rows there are. All batches have {@code batchSize} rows, but the last, which has the rest.
     *
     * @param position 0 to the number of rows; at that there are no batches
     */
    Batches batches(Part part, int batchSize, long seed, long position);

    /** Batches one after another, for one thread. */
    interface Batches extends AutoCloseable {
        /** The next one; empty when all were given. Throws a failure of kind data or external where rows cannot be read. */
        Optional<Batch> next();

        @Override
        void close();
    }
}
