package dev.lakehouse.trainer.train;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.network.Network;
import dev.lakehouse.trainer.network.NetworkForm;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;

import static java.util.Objects.requireNonNull;

/**
 * Trains a network, from the beginning or from its newest checkpoint on.
 *
 * <p>Whenever it was killed on the way, and however often, what comes out has the same bits.
 */
public final class TrainNetwork {
    private final Feed feed;
    private final TrainingPlan plan;
    private final Checkpoints checkpoints;
    private final TrainingWatch watch;

    public TrainNetwork(Feed feed, TrainingPlan plan, Checkpoints checkpoints, TrainingWatch watch) {
        this.feed = requireNonNull(feed, "feed is null");
        this.plan = requireNonNull(plan, "plan is null");
        this.checkpoints = requireNonNull(checkpoints, "checkpoints is null");
        this.watch = requireNonNull(watch, "watch is null");
    }

    /**
     * Trains until patience or the plan's epochs are at an end.
     *
     * @return the network as it was when the loss on the validation part was the lowest; the caller closes it
     */
    public TrainedNetwork run() {
        Labels train = Labels.of(feed, Part.TRAIN, plan.task());
        Labels.of(feed, Part.VALIDATION, plan.task());
        NetworkForm form = new NetworkForm(
                feed.shape(),
                plan.architecture(),
                train.scoring(plan),
                plan.weightDecay(),
                plan.precision(),
                plan.seed());
        Network network = Network.create(form, plan.threads());
        try {
            TrainingState state = learn(network, train.rows());
            checkpoints.restore(network, state.bestStep());
            return new TrainedNetwork(network, state, checkpoints.network(state.bestStep()));
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    private TrainingState learn(Network network, long rows) {
        TrainingState state = checkpoints.latest().orElse(TrainingState.start(plan.seed()));
        if (state.step() > 0) {
            checkpoints.restore(network, state.step());
        }
        long steps = plan.epochs() * ((rows + plan.batchSize() - 1) / plan.batchSize());
        LearningRate rate = new LearningRate(plan.learningRate(), steps);
        watch.begins(state, steps);
        while (!state.finished()) {
            state = pass(network, state, rate);
            double validationLoss = validationLoss(network);
            if (!Double.isFinite(validationLoss)) {
                throw notFinite(state.step(), validationLoss);
            }
            state = state.passed(validationLoss, rate.at(state.step() - 1), plan.epochs(), plan.patience());
            checkpoints.write(network, state);
            watch.saved(state.step());
            watch.epoch(state.history().get(state.history().size() - 1));
        }
        return state;
    }

    /** Learns from what is left of the pass at hand. */
    private TrainingState pass(Network network, TrainingState from, LearningRate rate) {
        TrainingState state = from;
        try (Feed.Batches batches = feed.batches(Part.TRAIN, plan.batchSize(), state.orderSeed(), state.position())) {
            for (var next = batches.next(); next.isPresent(); next = batches.next()) {
                Batch batch = next.get();
                float loss = network.step(batch, rate.at(state.step()));
                if (!Float.isFinite(loss)) {
                    throw notFinite(state.step(), loss);
                }
                state = state.learnt(batch.rows(), loss);
                watch.step(state.step(), state.lossSum() / state.position());
                if (state.step() % plan.checkpointSteps() == 0) {
                    checkpoints.write(network, state);
                    watch.saved(state.step());
                }
            }
        }
        return state;
    }

    /** Cross-entropy, or half the squared error in deviations: what the network itself makes low. */
    private double validationLoss(Network network) {
        Predictions predictions = Predictions.of(feed, Part.VALIDATION, network::scores);
        double deviation = network.form().scoring().deviation();
        double sum = 0;
        for (int row = 0; row < predictions.rows(); row++) {
            double score = predictions.scores()[row];
            double label = predictions.labels()[row];
            if (plan.task() == Task.BINARY) {
                double likely = label > 0 ? score : 1 - score;
                sum -= Math.log(Math.max(likely, 1e-12));
            } else {
                double away = (score - label) / deviation;
                sum += away * away / 2;
            }
        }
        return sum / predictions.rows();
    }

    private static LakehouseException notFinite(long step, double loss) {
        return new LakehouseException(
                FailureKind.DATA,
                "LOSS_NOT_FINITE",
                "Training went astray at step " + step,
                "the loss is " + loss + "; a feature or a label is far too large, or each step goes too far",
                "lower learning_rate in the model's declaration, or look for the largest values in the gold table");
    }
}
