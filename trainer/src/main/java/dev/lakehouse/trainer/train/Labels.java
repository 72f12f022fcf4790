package dev.lakehouse.trainer.train;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.plan.Scoring;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;

/**
 * What there is to learn in a part.
 *
 * @param positives how many labels are 1, where they are classes
 * @param deviation the standard deviation
 */
public record Labels(long rows, long positives, double mean, double deviation) {
    private static final int ROWS_AT_ONCE = 8192;

    /** Looks at all labels of a part; throws a failure of kind data where nothing can be learnt from them, or measured by them. */
    public static Labels of(Feed feed, Part part, Task task) {
        long rows = 0;
        long positives = 0;
        double mean = 0;
        double squares = 0;
        try (Feed.Batches batches = feed.batches(part, feed.shape().rowsAtOnce(ROWS_AT_ONCE), 0, 0)) {
            for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                for (int row = 0; row < batch.rows(); row++) {
                    float label = batch.labels()[row];
                    check(label, part, task, batch, row);
                    rows++;
                    positives += label > 0 ? 1 : 0;
                    // Welford 1962: sums of squares of large amounts would cancel each other out.
                    double away = label - mean;
                    mean += away / rows;
                    squares += away * (label - mean);
                }
            }
        }
        Labels labels = new Labels(rows, positives, mean, rows == 0 ? 0 : Math.sqrt(squares / rows));
        labels.checkWhole(part, task);
        return labels;
    }

    /** How a network that learns from this part reads labels, and writes scores. */
    Scoring scoring(TrainingPlan plan) {
        if (plan.task() == Task.AMOUNT) {
            return new Scoring(Task.AMOUNT, 1, 1, mean, deviation);
        }
        return plan.balanceClasses()
                ? new Scoring(Task.BINARY, rows / (2.0 * positives), rows / (2.0 * (rows - positives)), 0, 1)
                : new Scoring(Task.BINARY, 1, 1, 0, 1);
    }

    private static void check(float label, Part part, Task task, Batch batch, int row) {
        boolean right = task == Task.BINARY ? label == 0 || label == 1 : Float.isFinite(label);
        if (!right) {
            String key = batch.keys().isEmpty() ? "" : " of " + batch.keys().get(row);
            throw failure(
                    "LABEL_ILLEGAL",
                    "The label" + key + " is " + label,
                    task == Task.BINARY ? "a label is 0 or 1" : "an amount is a finite number",
                    "correct the SQL of the gold table; rows whose outcome is not known have no place in it (" + part
                            + ")");
        }
    }

    private void checkWhole(Part part, Task task) {
        String name = part.name().toLowerCase(java.util.Locale.ROOT);
        if (rows == 0) {
            throw failure(
                    "NO_ROWS",
                    "There is no row in the " + name + " part",
                    "the gold table has none, or so few that none fell into it",
                    "run the pipeline first, or change the parts in the model's declaration");
        }
        if (task == Task.BINARY && part != Part.VALIDATION && (positives == 0 || positives == rows)) {
            throw failure(
                    "ONE_CLASS_ONLY",
                    "All %d labels of the %s part are %d".formatted(rows, name, positives == 0 ? 0 : 1),
                    "there is nothing to tell apart",
                    "check how the gold table makes its label, or take another cut-off date");
        }
        if (task == Task.AMOUNT && part == Part.TRAIN && !(deviation > 0)) {
            throw failure(
                    "ONE_AMOUNT_ONLY",
                    "All %d labels of the %s part are %s".formatted(rows, name, mean),
                    "there is nothing to tell apart",
                    "check how the gold table makes its label, or take another cut-off date");
        }
    }

    private static LakehouseException failure(String code, String what, String why, String fix) {
        return new LakehouseException(FailureKind.DATA, code, what, why, fix);
    }
}
