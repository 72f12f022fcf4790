package dev.lakehouse.trainer.measure;

/** A metric of known rows, some of which may count several times, or not at all. */
public interface Measure {
    /**
     * Its value over these rows.
     *
     * @param times how often each row counts
     * @return NaN where these rows have no such number: an AUC of one class
     */
    double of(int[] times);

    /** Whether it is a square, which is the higher the fewer rows there are, and whose root is to be told. */
    default boolean isSquareThatChanceAddsTo() {
        return false;
    }

    /** The metric of scores, row by row beside what was so. */
    static Measure of(Metric metric, float[] scores, float[] labels) {
        return switch (metric) {
            case AUC -> new Ranking(scores, labels);
            case CALIBRATION_ERROR -> new CalibrationError(scores, labels);
            case LOG_LOSS -> new MeanOf(scores, labels, Measure::surprise, mean -> mean);
            case MAE -> new MeanOf(scores, labels, (score, label) -> Math.abs(score - label), mean -> mean);
            case RMSE -> new MeanOf(scores, labels, (score, label) -> (score - label) * (score - label), Math::sqrt);
            case BIAS -> new Bias(scores, labels);
        };
    }

    private static double surprise(double score, double label) {
        double likely = label > 0 ? score : 1 - score;
        return -Math.log(Math.max(likely, 1e-12));
    }
}
