package dev.lakehouse.trainer.measure;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The mean of something that each row has by itself, and then something of that. */
final class MeanOf implements Measure {
    private final double[] values;
    private final DoubleUnaryOperator last;

    MeanOf(float[] scores, float[] labels, DoubleBinaryOperator each, DoubleUnaryOperator last) {
        this.values = new double[scores.length];
        for (int row = 0; row < values.length; row++) {
            values[row] = each.applyAsDouble(scores[row], labels[row]);
        }
        this.last = last;
    }

    @Override
    public double of(int[] times) {
        double sum = 0;
        long rows = 0;
        for (int row = 0; row < values.length; row++) {
            sum += times[row] * values[row];
            rows += times[row];
        }
        return last.applyAsDouble(sum / rows);
    }
}
