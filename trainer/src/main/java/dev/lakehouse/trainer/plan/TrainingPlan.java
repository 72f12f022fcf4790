package dev.lakehouse.trainer.plan;

import static java.util.Objects.requireNonNull;

/**
 * All that decides a training besides its rows.
 *
 * @param batchSize rows a step
 * @param epochs the most passes over the training part
 * @param patience after how many epochs without a lower loss on the validation part it stops
 * @param learningRate the highest; the steps before rise to it, those behind fall from it
 * @param weightDecay what is added to the gradient of each weight, as a part of the weight (L2); 0 for none
 * @param balanceClasses whether both classes count the same, however rare one of them is; scores stay probabilities
 * @param precision of sums in hidden layers
 * @param seed of first weights and of the order of rows
 * @param threads of one operation; another number may give other bits
 * @param checkpointSteps after how many steps a killed training can go on from
 * @param baseline the number that is a simpler answer by itself, beside the one that tells most; empty where none is named
 */
public record TrainingPlan(
        Task task,
        Architecture architecture,
        int batchSize,
        int epochs,
        int patience,
        double learningRate,
        double weightDecay,
        boolean balanceClasses,
        Precision precision,
        long seed,
        int threads,
        int checkpointSteps,
        String baseline) {
    private static final double FASTEST_LINEAR = 0.05;

    public TrainingPlan {
        requireNonNull(task, "task is null");
        requireNonNull(architecture, "architecture is null");
        requireNonNull(precision, "precision is null");
        // Runs of an earlier version were recorded without it.
        baseline = baseline == null ? "" : baseline;
        if (batchSize < 1 || epochs < 1 || patience < 1 || threads < 1 || checkpointSteps < 1) {
            throw new IllegalArgumentException("batches of %d, %d epochs, patience %d, %d threads, checkpoints after %d"
                    .formatted(batchSize, epochs, patience, threads, checkpointSteps));
        }
        if (!(learningRate > 0) || learningRate > 1 || !(weightDecay >= 0) || weightDecay > 1) {
            throw new IllegalArgumentException("rates of " + learningRate + " and " + weightDecay);
        }
    }

    /** Where no number is named. */
    public TrainingPlan(
            Task task,
            Architecture architecture,
            int batchSize,
            int epochs,
            int patience,
            double learningRate,
            double weightDecay,
            boolean balanceClasses,
            Precision precision,
            long seed,
            int threads,
            int checkpointSteps) {
        this(
                task,
                architecture,
                batchSize,
                epochs,
                patience,
                learningRate,
                weightDecay,
                balanceClasses,
                precision,
                seed,
                threads,
                checkpointSteps,
                "");
    }

    /** The same beside that number by itself. */
    public TrainingPlan withBaseline(String number) {
        return new TrainingPlan(
                task,
                architecture,
                batchSize,
                epochs,
                patience,
                learningRate,
                weightDecay,
                balanceClasses,
                precision,
                seed,
                threads,
                checkpointSteps,
                number);
    }

    public TrainingPlan with(Architecture other) {
        return new TrainingPlan(
                task,
                other,
                batchSize,
                epochs,
                patience,
                learningRate,
                weightDecay,
                balanceClasses,
                precision,
                seed,
                threads,
                checkpointSteps,
                baseline);
    }

    public TrainingPlan withSeed(long other) {
        return new TrainingPlan(
                task,
                architecture,
                batchSize,
                epochs,
                patience,
                learningRate,
                weightDecay,
                balanceClasses,
                precision,
                other,
                threads,
                checkpointSteps,
                baseline);
    }

    /**
     * The same for a linear network, which has to be as good as it can be to be a fair measure: its loss has one lowest place, so steps may
     * go further, and twice as many passes get there.
     */
    public TrainingPlan linear() {
        return new TrainingPlan(
                task,
                Architecture.LINEAR,
                batchSize,
                epochs * 2,
                patience * 2,
                Math.min(FASTEST_LINEAR, learningRate * 10),
                0,
                balanceClasses,
                precision,
                seed,
                threads,
                checkpointSteps,
                baseline);
    }
}
