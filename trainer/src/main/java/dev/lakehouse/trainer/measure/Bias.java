package dev.lakehouse.trainer.measure;

/** By how much all scores together are too high, or below 0 too low, as a part of what all labels are. */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Bias(float[] scores, float[] labels) implements Measure {
    @Override
    public double of(int[] times) {
        double said = 0;
        double was = 0;
        for (int row = 0; row < scores.length; row++) {
            said += times[row] * (double) scores[row];
            was += times[row] * (double) labels[row];
        }
        return (said - was) / Math.abs(was);
    }
}
