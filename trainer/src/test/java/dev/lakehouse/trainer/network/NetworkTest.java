package dev.lakehouse.trainer.network;

import java.nio.file.Path;
import java.util.Arrays;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Feed;
import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.plan.Architecture;
import dev.lakehouse.trainer.plan.Precision;
import dev.lakehouse.trainer.plan.Scoring;
import dev.lakehouse.trainer.plan.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class NetworkTest {
    private static final MemoryFeed FEED = KnownSignal.feed(Task.BINARY, 4000, 1);
    private static final Scoring PLAIN = new Scoring(Task.BINARY, 1, 1, 0, 1);

    @TempDir
    Path folder;

    @Test
    void equalSeedsGiveEqualBits() {
        String first = trained(7, 60);
        assertThat(trained(7, 60)).isEqualTo(first);
        assertThat(trained(7, 60)).isEqualTo(first);
        assertThat(trained(8, 60)).isNotEqualTo(first);
    }

    @Test
    void theLossFallsAndStartsAtAnUndecidedNetworks() {
        try (Network network = network(3)) {
            float[] losses = new float[120];
            for (int step = 0; step < losses.length; step++) {
                losses[step] = network.step(batch(step), 5e-3);
            }
            assertThat((double) losses[0]).isCloseTo(Math.log(2), within(0.25));
            assertThat(mean(losses, 100, 120)).isLessThan(mean(losses, 0, 20) - 0.1);
        }
    }

    @Test
    void theFirstStepOfAdamIsTheLearningRateWhateverTheGradient() {
        // Kingma and Ba 2015, section 2.1: without a right bias correction it is a tenth of that, or more.
        try (Network network = new Linear().make()) {
            float[] before = network.scores(Linear.PROBE);
            network.step(batch(0), 0.01);
            float[] after = network.scores(Linear.PROBE);
            assertThat(Math.abs(logit(after[0]) - logit(before[0]))).isCloseTo(0.01, within(1e-4));
        }
    }

    @Test
    void takesUpWhatItSaved() throws Exception {
        String straight = trained(7, 40);
        try (Network network = network(7)) {
            steps(network, 0, 25);
            network.save(folder.resolve("at").resolve("network"));
        }
        try (Network network = network(999)) {
            network.restore(folder.resolve("at").resolve("network"));
            steps(network, 25, 40);
            assertThat(network.fingerprint()).isEqualTo(straight);
        }
    }

    @Test
    void rowsThatCountMoreLeaveScoresProbabilities() {
        Scoring weighted = new Scoring(Task.BINARY, 5, 0.5, 0, 1);
        try (Network network = Network.create(form(4, weighted), 1)) {
            for (int step = 0; step < 600; step++) {
                network.step(batch(step % 10), 5e-3);
            }
            double scores = 0;
            double labels = 0;
            for (int step = 0; step < 10; step++) {
                Batch batch = batch(step);
                for (float score : network.scores(batch)) {
                    scores += score;
                }
                for (float label : batch.labels()) {
                    labels += label;
                }
            }
            assertThat(scores / labels).isCloseTo(1, within(0.15));
        }
    }

    @Test
    void mixedPrecisionStartsFromTheSameWeightsLearnsTheSameAndSpeaksInFull() {
        try (Network full = Network.create(form(4, PLAIN), 1);
                Network mixed = Network.create(form(4, PLAIN, Precision.MIXED), 1)) {
            assertThat(mixed.fingerprint()).isEqualTo(full.fingerprint());
            assertThat(mixed.scores(batch(0))).containsExactly(full.scores(batch(0)));
            float[] losses = new float[2];
            for (int step = 0; step < 300; step++) {
                losses[0] += full.step(batch(step % 10), 5e-3);
                losses[1] += mixed.step(batch(step % 10), 5e-3);
            }
            assertThat(mixed.fingerprint()).isNotEqualTo(full.fingerprint());
            assertThat(losses[1] / losses[0]).isCloseTo(1, within(0.02f));
        }
    }

    @Test
    void anIdThatTheShapeDoesNotHaveIsNoFeature() {
        Batch batch = batch(0);
        batch.categories()[3] = 12;
        try (Network network = network(1)) {
            assertThatThrownBy(() -> network.scores(batch)).hasMessageContaining("city has no id 12");
        }
    }

    private static String trained(long seed, int steps) {
        try (Network network = network(seed)) {
            steps(network, 0, steps);
            return network.fingerprint();
        }
    }

    private static void steps(Network network, int from, int to) {
        for (int step = from; step < to; step++) {
            network.step(batch(step), 2e-3);
        }
    }

    static Network network(long seed) {
        return Network.create(form(seed, PLAIN), 1);
    }

    private static NetworkForm form(long seed, Scoring scoring) {
        return form(seed, scoring, Precision.FLOAT32);
    }

    private static NetworkForm form(long seed, Scoring scoring, Precision precision) {
        return new NetworkForm(
                KnownSignal.SHAPE, new Architecture(java.util.List.of(32, 16), 8), scoring, 1e-4, precision, seed);
    }

    static Batch batch(int number) {
        long rows = FEED.rows(Part.TRAIN);
        try (Feed.Batches batches = FEED.batches(Part.TRAIN, 256, 5, number * 256L % (rows - 256))) {
            return batches.next().orElseThrow();
        }
    }

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (float value : Arrays.copyOfRange(values, from, to)) {
            sum += value;
        }
        return sum / (to - from);
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }

    /** With one weight that counts: for a row of zeros with unknown ids its output is its last bias. */
    private record Linear() {
        static final Batch PROBE =
                new Batch(1, new float[3], new int[1], new float[6], new float[1], java.util.List.of());

        Network make() {
            return Network.create(
                    new NetworkForm(KnownSignal.SHAPE, Architecture.LINEAR, PLAIN, 0, Precision.FLOAT32, 1), 1);
        }
    }
}
