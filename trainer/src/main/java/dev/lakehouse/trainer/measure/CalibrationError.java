package dev.lakehouse.trainer.measure;

/** The mean over rows of the distance between a group's mean score and its rate (Naeini et al. 2015), in groups of equal size. */
final class CalibrationError implements Measure {
    private final int[] order;
    private final float[] scores;
    private final float[] labels;

    CalibrationError(float[] scores, float[] labels) {
        this.order = Order.of(scores);
        this.scores = scores;
        this.labels = labels;
    }

    @Override
    public double of(int[] times) {
        double wrong = 0;
        long rows = 0;
        for (int group = 0; group < Calibration.GROUPS; group++) {
            double difference = 0;
            for (int at = Calibration.start(group, order.length);
                    at < Calibration.start(group + 1, order.length);
                    at++) {
                int row = order[at];
                difference += times[row] * ((double) scores[row] - labels[row]);
                rows += times[row];
            }
            wrong += Math.abs(difference);
        }
        return wrong / rows;
    }
}
