package dev.lakehouse.trainer.feed;

import java.util.List;
import java.util.Optional;

/** Another feed's rows, of which only one number is known. */
public final class OneNumberFeed implements Feed {
    private final Feed all;
    private final int number;
    private final FeedShape shape;

    /** @param number the index of the number among those of the shape */
    public OneNumberFeed(Feed all, int number) {
        this.all = all;
        this.number = number;
        this.shape = new FeedShape(List.of(all.shape().numbers().get(number)), List.of(), List.of());
    }

    @Override
    public FeedShape shape() {
        return shape;
    }

    @Override
    public long rows(Part part) {
        return all.rows(part);
    }

    @Override
    public Batches batches(Part part, int batchSize, long seed, long position) {
        Batches batches = all.batches(part, batchSize, seed, position);
        return new Batches() {
            @Override
            public Optional<Batch> next() {
                return batches.next().map(OneNumberFeed.this::narrowed);
            }

            @Override
            public void close() {
                batches.close();
            }
        };
    }

    private Batch narrowed(Batch batch) {
        int width = all.shape().numbers().size();
        float[] numbers = new float[batch.rows()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = batch.numbers()[row * width + number];
        }
        return new Batch(batch.rows(), numbers, new int[0], new float[0], batch.labels(), batch.keys());
    }
}
