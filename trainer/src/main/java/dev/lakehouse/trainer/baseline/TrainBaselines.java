package dev.lakehouse.trainer.baseline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.OneNumberFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;
import dev.lakehouse.trainer.train.Checkpoints;
import dev.lakehouse.trainer.train.Labels;
import dev.lakehouse.trainer.train.Predictions;
import dev.lakehouse.trainer.train.TrainNetwork;
import dev.lakehouse.trainer.train.TrainedNetwork;
import dev.lakehouse.trainer.train.TrainingWatch;

/**
 * The mean of the training part; the number that the plan names and the one that tells most, each alone; and a linear network over all
 * features: logistic or linear regression. They are trained on the same rows with the same seed, for longer.
 */
public final class TrainBaselines {
    private final Feed feed;
    private final Predictions test;
    private final TrainingPlan plan;
    private final Path folder;
    private final TrainingWatch watch;

    /**
     * @param test what the network says of the test part: baselines share its rows
     * @param folder for their checkpoints, from which they go on as any training does
     * @param watch is told how each of their trainings goes
     */
    public TrainBaselines(Feed feed, Predictions test, TrainingPlan plan, Path folder, TrainingWatch watch) {
        this.feed = feed;
        this.test = test;
        this.plan = plan.linear();
        this.folder = folder;
        this.watch = watch;
    }

    /** From the simplest on. */
    public List<Baseline> run() {
        List<Baseline> baselines = new ArrayList<>();
        float mean = (float) Labels.of(feed, Part.TRAIN, plan.task()).mean();
        float[] means = new float[test.rows()];
        Arrays.fill(means, mean);
        baselines.add(new Baseline("mean", new Predictions(means, test.labels(), test.groups())));
        int named = feed.shape().numbers().indexOf(plan.baseline());
        if (named >= 0) {
            baselines.add(alone(named, "named-number"));
        }
        BestNumber.of(feed)
                .filter(number -> number != named)
                .ifPresent(number -> baselines.add(alone(number, "one-number")));
        baselines.add(linear(plan.task() == Task.BINARY ? "logistic regression" : "linear regression", "linear", feed));
        return baselines;
    }

    private Baseline alone(int number, String subfolder) {
        return linear(feed.shape().numbers().get(number) + " alone", subfolder, new OneNumberFeed(feed, number));
    }

    private Baseline linear(String name, String subfolder, Feed known) {
        Checkpoints checkpoints = new Checkpoints(folder.resolve(subfolder));
        try (TrainedNetwork trained = new TrainNetwork(known, plan, checkpoints, watch).run()) {
            return new Baseline(
                    name,
                    Predictions.of(known, Part.TEST, trained.network()::scores).beside(test));
        }
    }
}
