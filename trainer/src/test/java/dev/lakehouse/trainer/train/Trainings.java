package dev.lakehouse.trainer.train;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Task;
import dev.lakehouse.trainer.plan.TrainingPlan;

/** Small trainings for tests; as a program, one that somebody may kill. */
public final class Trainings {
    private Trainings() {}

    /**
     * Trains in the folder that is its argument, says {@code saved STEP} on the way, and at the end its fingerprint, or why it failed.
     */
    public static void main(String[] arguments) {
        TrainingWatch talking = new TrainingWatch() {
            @Override
            public void saved(long step) {
                System.out.println("saved " + step);
            }
        };
        try {
            System.out.println("fingerprint " + fingerprint(feed(), Path.of(arguments[0]), talking));
        } catch (LakehouseException e) {
            System.out.println("failed " + e.code() + " because " + e.why() + "; " + e.fix());
        }
    }

    static Feed feed() {
        return KnownSignal.feed(Task.BINARY, 6000, 11);
    }

    static TrainingPlan plan(Task task) {
        return new TrainingPlan(
                task,
                new Architecture(List.of(32, 16), 8),
                128,
                12,
                4,
                5e-3,
                1e-4,
                false,
                Precision.FLOAT32,
                42,
                1,
                20);
    }

    static String fingerprint(Feed feed, Path folder, TrainingWatch watch) {
        try (TrainedNetwork trained = new TrainNetwork(feed, plan(Task.BINARY), new Checkpoints(folder), watch).run()) {
            return trained.network().fingerprint() + " after " + trained.state().step();
        }
    }
}
