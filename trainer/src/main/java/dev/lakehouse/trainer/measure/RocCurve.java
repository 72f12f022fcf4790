package dev.lakehouse.trainer.measure;

import java.util.ArrayList;
import java.util.List;

/** For each of some limits: the rates of rows above it. From none to all. */
public record RocCurve(List<Point> points) {
    private static final int MOST_POINTS = 200;

    /** Both from 0 to 1. */
    public record Point(double falsePositives, double truePositives) {}

    public RocCurve {
        points = List.copyOf(points);
    }

    public static RocCurve of(float[] scores, float[] labels) {
        int[] order = Order.of(scores);
        double positives = 0;
        for (float label : labels) {
            positives += label > 0 ? 1 : 0;
        }
        double negatives = labels.length - positives;
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, 0));
        int step = Math.max(1, order.length / MOST_POINTS);
        double found = 0;
        double wrong = 0;
        for (int at = order.length - 1; at >= 0; at--) {
            if (labels[order[at]] > 0) {
                found++;
            } else {
                wrong++;
            }
            boolean between = at > 0 && scores[order[at - 1]] == scores[order[at]];
            if ((at % step == 0 || at == 0) && !between) {
                points.add(new Point(wrong / negatives, found / positives));
            }
        }
        return new RocCurve(points);
    }
}
