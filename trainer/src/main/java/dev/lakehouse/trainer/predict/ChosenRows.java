package dev.lakehouse.trainer.predict;

import java.util.List;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.FeedShape;

/** Some of a batch's rows as a batch of their own, so that a network is asked about no others. */
final class ChosenRows {
    private ChosenRows() {}

    /** @param rows one or more, in the order that they are to have; without their keys */
    static Batch of(FeedShape shape, Batch batch, List<Integer> rows) {
        int numbers = shape.numbers().size();
        int categories = shape.categories().size();
        int sets = shape.setsWidth();
        int count = rows.size();
        Batch chosen = new Batch(
                count,
                new float[count * numbers],
                new int[count * categories],
                new float[count * sets],
                new float[count],
                List.of());
        for (int to = 0; to < count; to++) {
            int from = rows.get(to);
            System.arraycopy(batch.numbers(), from * numbers, chosen.numbers(), to * numbers, numbers);
            System.arraycopy(batch.categories(), from * categories, chosen.categories(), to * categories, categories);
            System.arraycopy(batch.sets(), from * sets, chosen.sets(), to * sets, sets);
            chosen.labels()[to] = batch.labels()[from];
        }
        return chosen;
    }
}
