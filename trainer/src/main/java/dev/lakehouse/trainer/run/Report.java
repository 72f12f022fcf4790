package dev.lakehouse.trainer.run;

import java.util.List;
import java.util.Map;

import dev.lakehouse.trainer.measure.Calibration;
import dev.lakehouse.trainer.measure.Interval;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.train.EpochResult;

/**
 * How good a model is on rows that it has never seen: the file {@code metrics.json}. Metrics go by the names of {@link
 * dev.lakehouse.trainer.measure.Metric} in small letters.
 *
 * @param deciding the metric that says which of two models is better
 * @param history of its training
 */
public record Report(
        Task task,
        long rowsTrain,
        long rowsValidation,
        long rowsTest,
        String deciding,
        Map<String, Interval> metrics,
        List<Simpler> baselines,
        Calibration calibration,
        List<EpochResult> history) {
    static final String FILE = "metrics.json";

    /**
     * A simpler answer.
     *
     * @param margin by how much the model is better in the deciding metric; below 0 where it is worse
     */
    public record Simpler(String name, Map<String, Interval> metrics, Interval margin) {}

    public Report {
        baselines = List.copyOf(baselines);
        history = List.copyOf(history);
    }

    /** What the deciding metric is. */
    public Interval decision() {
        return metrics.get(deciding);
    }
}
