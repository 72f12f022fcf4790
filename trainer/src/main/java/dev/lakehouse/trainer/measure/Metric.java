package dev.lakehouse.trainer.measure;

import java.util.Arrays;
import java.util.List;

import dev.lakehouse.trainer.plan.Task;

/** How good scores are. */
public enum Metric {
    /** The chance that a row with label 1 has a higher score than one with label 0; 0.5 is chance. */
    AUC(Task.BINARY, true, "AUC"),
    /** The mean of -log of what was said of what was so; in nats. */
    LOG_LOSS(Task.BINARY, false, "log loss"),
    /**
     * By how much rates differ from scores, in ten groups of equal size by score: the root of the mean square, less what chance makes of
     * it.
     */
    CALIBRATION_ERROR(Task.BINARY, false, "calibration error"),
    /** The mean of the differences, as they are. */
    MAE(Task.AMOUNT, false, "MAE"),
    /** The root of the mean of the differences' squares. */
    RMSE(Task.AMOUNT, false, "RMSE"),
    /** By how much the scores' sum is above the labels', or below 0 below it, as a part of that. */
    BIAS(Task.AMOUNT, false, "bias");

    private final Task task;
    private final boolean higherIsBetter;
    private final String label;

    Metric(Task task, boolean higherIsBetter, String label) {
        this.task = task;
        this.higherIsBetter = higherIsBetter;
        this.label = label;
    }

    /** Those that mean something for a task; the first one decides which of two models is better. */
    public static List<Metric> of(Task task) {
        return Arrays.stream(values()).filter(metric -> metric.task == task).toList();
    }

    /** The one that decides which of two models is better. */
    public static Metric deciding(Task task) {
        return task == Task.BINARY ? AUC : RMSE;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** As people call it. */
    public String label() {
        return label;
    }
}
