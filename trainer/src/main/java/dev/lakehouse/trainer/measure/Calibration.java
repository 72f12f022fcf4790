package dev.lakehouse.trainer.measure;

import java.util.ArrayList;
import java.util.List;

/** Whether what was said with a certainty was so that often: groups of rows by score, of equal size, the lowest first. */
public record Calibration(List<Group> groups) {
    static final int GROUPS = 10;

    /**
     * Rows of nearly the same score.
     *
     * @param score the mean of the group's
     * @param outcome the mean of its labels: for classes, how many of them are 1
     */
    public record Group(double score, double outcome, int rows) {}

    public Calibration {
        groups = List.copyOf(groups);
    }

    public static Calibration of(float[] scores, float[] labels) {
        int[] order = Order.of(scores);
        List<Group> groups = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            int from = start(group, order.length);
            int to = start(group + 1, order.length);
            double score = 0;
            double outcome = 0;
            for (int at = from; at < to; at++) {
                score += scores[order[at]];
                outcome += labels[order[at]];
            }
            if (to > from) {
                groups.add(new Group(score / (to - from), outcome / (to - from), to - from));
            }
        }
        return new Calibration(groups);
    }

    static int start(int group, int rows) {
        return (int) ((long) rows * group / GROUPS);
    }
}
