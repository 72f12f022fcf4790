package dev.lakehouse.trainer.measure;

/** The area under the ROC curve, from ranks (Mann and Whitney 1947); rows of equal score have won half. */
final class Ranking implements Measure {
    private final int[] order;
    private final float[] scores;
    private final float[] labels;

    Ranking(float[] scores, float[] labels) {
        this.order = Order.of(scores);
        this.scores = scores;
        this.labels = labels;
    }

    @Override
    public double of(int[] times) {
        double won = 0;
        long positives = 0;
        long negatives = 0;
        int at = 0;
        while (at < order.length) {
            float score = scores[order[at]];
            long equalPositives = 0;
            long equalNegatives = 0;
            do {
                int row = order[at];
                if (labels[row] > 0) {
                    equalPositives += times[row];
                } else {
                    equalNegatives += times[row];
                }
                at++;
                // A score that is no number equals nothing, itself neither: it is a group of its own.
            } while (at < order.length && scores[order[at]] == score);
            won += equalPositives * (negatives + equalNegatives / 2.0);
            positives += equalPositives;
            negatives += equalNegatives;
        }
        return positives == 0 || negatives == 0 ? Double.NaN : won / ((double) positives * negatives);
    }
}
