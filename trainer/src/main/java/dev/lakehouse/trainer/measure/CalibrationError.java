package dev.lakehouse.trainer.measure;

/**
 * The mean over rows of the squared distance between a group's mean score and its rate, in groups of equal size (the square of what Kumar,
 * Liang and Ma 2019 call the calibration error). Of few rows, rates differ from the best scores by chance, and the square of that is never
 * below 0: so {@link Bootstrap} takes off what it finds that chance adds.
 */
final class CalibrationError implements Measure {
    private final int[] order;
    /** By how much the score of each is above what was so, in their order. */
    private final float[] above;

    CalibrationError(float[] scores, float[] labels) {
        this.order = Order.of(scores);
        this.above = new float[order.length];
        for (int at = 0; at < order.length; at++) {
            above[at] = scores[order[at]] - labels[order[at]];
        }
    }

    @Override
    public double of(int[] times) {
        double wrong = 0;
        long rows = 0;
        for (int group = 0; group < Calibration.GROUPS; group++) {
            double difference = 0;
            long inGroup = 0;
            for (int at = Calibration.start(group, order.length);
                    at < Calibration.start(group + 1, order.length);
                    at++) {
                int counted = times[order[at]];
                difference += counted * (double) above[at];
                inGroup += counted;
            }
            wrong += inGroup == 0 ? 0 : difference * difference / inGroup;
            rows += inGroup;
        }
        return wrong / rows;
    }

    @Override
    public boolean isSquareThatChanceAddsTo() {
        return true;
    }
}
