package dev.lakehouse.trainer.baseline;

import java.util.Optional;

import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.train.Predictions;

/** Which of the numbers goes most along with the label in the validation part, one way or the other (Pearson's correlation). */
final class BestNumber {
    private BestNumber() {}

    /** Its index; empty where there are no numbers. */
    static Optional<Integer> of(Feed feed) {
        Optional<Integer> best = Optional.empty();
        double most = -1;
        int width = feed.shape().numbers().size();
        for (int number = 0; number < width; number++) {
            int index = number;
            double together = Math.abs(correlation(Predictions.of(feed, Part.VALIDATION, batch -> {
                float[] values = new float[batch.rows()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = batch.numbers()[row * width + index];
                }
                return values;
            })));
            if (together > most) {
                most = together;
                best = Optional.of(number);
            }
        }
        return best;
    }

    private static double correlation(Predictions both) {
        double scores = mean(both.scores());
        double labels = mean(both.labels());
        double together = 0;
        double first = 0;
        double second = 0;
        for (int row = 0; row < both.rows(); row++) {
            double score = both.scores()[row] - scores;
            double label = both.labels()[row] - labels;
            together += score * label;
            first += score * score;
            second += label * label;
        }
        return first == 0 || second == 0 ? 0 : together / Math.sqrt(first * second);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
