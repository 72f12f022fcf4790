package dev.lakehouse.trainer.measure;

/**
 * The area under the ROC curve, from ranks (Mann and Whitney 1947); rows of equal score have won half. What is known of a row lies in the
 * order of ranks, for it is gone through once for each draw.
 */
final class Ranking implements Measure {
    private static final byte POSITIVE = 1;
    private static final byte LAST_OF_EQUALS = 2;

    private final int[] order;
    private final byte[] kinds;

    Ranking(float[] scores, float[] labels) {
        this.order = Order.of(scores);
        this.kinds = new byte[order.length];
        for (int at = 0; at < order.length; at++) {
            // A score that is no number equals nothing, itself neither: it is a group of its own.
            boolean goesOn = at + 1 < order.length && scores[order[at + 1]] == scores[order[at]];
            kinds[at] = (byte) ((labels[order[at]] > 0 ? POSITIVE : 0) | (goesOn ? 0 : LAST_OF_EQUALS));
        }
    }

    @Override
    public double of(int[] times) {
        double won = 0;
        long positives = 0;
        long negatives = 0;
        long equalPositives = 0;
        long equalNegatives = 0;
        for (int at = 0; at < order.length; at++) {
            int counted = times[order[at]];
            int positive = -(kinds[at] & POSITIVE);
            equalPositives += counted & positive;
            equalNegatives += counted & ~positive;
            if ((kinds[at] & LAST_OF_EQUALS) != 0) {
                won += equalPositives * (negatives + equalNegatives / 2.0);
                positives += equalPositives;
                negatives += equalNegatives;
                equalPositives = 0;
                equalNegatives = 0;
            }
        }
        return positives == 0 || negatives == 0 ? Double.NaN : won / ((double) positives * negatives);
    }
}
