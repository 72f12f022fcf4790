package dev.lakehouse.trainer.measure;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MeasureTest {
    /** Against its definition: all pairs, each compared. */
    @Property(tries = 300)
    void theAreaIsTheShareOfPairsInTheRightOrder(
            @ForAll @Size(min = 2, max = 40) List<@IntRange(min = -5, max = 5) Integer> drawn, @ForAll long seed) {
        float[] scores = new float[drawn.size()];
        float[] labels = new float[drawn.size()];
        int[] times = new int[drawn.size()];
        Random random = new Random(seed);
        for (int row = 0; row < scores.length; row++) {
            scores[row] = drawn.get(row) / 3f;
            labels[row] = random.nextInt(2);
            times[row] = random.nextInt(3);
        }
        double won = 0;
        double pairs = 0;
        for (int one = 0; one < scores.length; one++) {
            for (int other = 0; other < scores.length; other++) {
                if (labels[one] == 1 && labels[other] == 0) {
                    double weight = times[one] * times[other];
                    pairs += weight;
                    won += weight * (scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0);
                }
            }
        }
        double area = Measure.of(Metric.AUC, scores, labels).of(times);
        if (pairs == 0) {
            assertThat(area).isNaN();
        } else {
            assertThat(area).isCloseTo(won / pairs, within(1e-12));
        }
    }

    @Test
    void scoresThatAreRatesAreCalibratedAndOthersAreNot() {
        Random random = new Random(1);
        float[] scores = new float[20_000];
        float[] labels = new float[scores.length];
        float[] bold = new float[scores.length];
        int[] once = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            scores[row] = random.nextFloat();
            labels[row] = random.nextFloat() < scores[row] ? 1 : 0;
            bold[row] = scores[row] > 0.5 ? 0.99f : 0.01f;
            once[row] = 1;
        }
        assertThat(calibrationError(scores, labels).value()).isLessThan(0.02);
        assertThat(calibrationError(bold, labels).value()).isCloseTo(0.24, within(0.02));
        assertThat(Measure.of(Metric.LOG_LOSS, scores, labels).of(once)).isCloseTo(0.5, within(0.01));
    }

    /** Whoever asks, gets an answer. */
    @Test
    @Timeout(10)
    void aScoreThatIsNoNumberIsRankedSomewhere() {
        float[] scores = {0.1f, Float.NaN, 0.3f};
        assertThat(Measure.of(Metric.AUC, scores, new float[] {0, 1, 1}).of(new int[] {1, 1, 1}))
                .isEqualTo(1);
    }

    @Test
    void errorsOfAmounts() {
        float[] scores = {10, 20, 30, 40};
        float[] labels = {13, 16, 30, 41};
        int[] once = {1, 1, 1, 1};
        assertThat(Measure.of(Metric.MAE, scores, labels).of(once)).isEqualTo(2);
        assertThat(Measure.of(Metric.RMSE, scores, labels).of(once)).isEqualTo(Math.sqrt(6.5));
        assertThat(Measure.of(Metric.RMSE, scores, labels).of(new int[] {2, 0, 0, 0}))
                .isEqualTo(3);
        assertThat(Measure.of(Metric.BIAS, scores, labels).of(once)).isEqualTo(0);
        assertThat(Measure.of(Metric.BIAS, labels, scores).of(new int[] {1, 0, 0, 0}))
                .isCloseTo(0.3, within(1e-6));
        assertThat(Measure.of(Metric.BIAS, labels, scores).of(new int[] {0, 1, 0, 0}))
                .isCloseTo(-0.2, within(1e-6));
    }

    /** Chance makes rates differ from the best scores; that is no error, and an interval holds the truth. */
    @Test
    void calibrationErrorsOfSamplesLieAroundTheTruth() {
        Random random = new Random(9);
        for (double wrong : new double[] {0, 0.1}) {
            int held = 0;
            double sum = 0;
            for (int sample = 0; sample < 60; sample++) {
                float[] scores = new float[1000];
                float[] labels = new float[1000];
                for (int row = 0; row < scores.length; row++) {
                    double chance = 0.15 + 0.7 * random.nextDouble();
                    labels[row] = random.nextDouble() < chance ? 1 : 0;
                    scores[row] = (float) (chance + wrong);
                }
                Interval interval = calibrationError(scores, labels);
                held += interval.low() <= wrong && interval.high() >= wrong ? 1 : 0;
                assertThat(interval.value()).isBetween(interval.low(), interval.high());
                sum += interval.value();
            }
            assertThat(held).as("of 60 whose error is %s", wrong).isGreaterThanOrEqualTo(54);
            assertThat(sum / 60).isCloseTo(wrong, within(0.015));
        }
    }

    /** Amounts that are right in sum have an interval that says so. */
    @Test
    void aBiasMayLieOnEitherSide() {
        Random random = new Random(10);
        int held = 0;
        for (int sample = 0; sample < 60; sample++) {
            float[] scores = new float[300];
            float[] labels = new float[300];
            for (int row = 0; row < scores.length; row++) {
                labels[row] = (float) (100 + 40 * random.nextGaussian());
                scores[row] = 100;
            }
            Interval bias = new Bootstrap(300)
                    .intervals(List.of(Measure.of(Metric.BIAS, scores, labels)))
                    .get(0);
            held += bias.low() <= 0 && bias.high() >= 0 ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(52);
    }

    private static Interval calibrationError(float[] scores, float[] labels) {
        return new Bootstrap(scores.length)
                .intervals(List.of(Measure.of(Metric.CALIBRATION_ERROR, scores, labels)))
                .get(0);
    }

    /** An interval of 95 % holds the truth in about 95 of 100 samples. */
    @Test
    void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
        Random random = new Random(5);
        int held = 0;
        for (int sample = 0; sample < 200; sample++) {
            float[] scores = new float[150];
            float[] labels = new float[150];
            for (int row = 0; row < scores.length; row++) {
                labels[row] = row % 2;
                scores[row] = (float) (random.nextGaussian() + labels[row]);
            }
            Interval interval = new Bootstrap(150)
                    .intervals(List.of(Measure.of(Metric.AUC, scores, labels)))
                    .get(0);
            // Two normal distributions one deviation apart: Phi(1 / sqrt 2).
            held += interval.low() <= 0.76025 && interval.high() >= 0.76025 ? 1 : 0;
        }
        assertThat(held).isBetween(176, 200);
    }

    @Test
    void aDifferenceOnTheSameRowsIsKnownBetterThanEachOfTwoNumbers() {
        Random random = new Random(6);
        float[] better = new float[400];
        float[] worse = new float[400];
        float[] labels = new float[400];
        for (int row = 0; row < 400; row++) {
            labels[row] = row % 2;
            better[row] = (float) (random.nextGaussian() + labels[row]);
            worse[row] = (float) (better[row] + 0.6 * random.nextGaussian());
        }
        Measure one = Measure.of(Metric.AUC, better, labels);
        Measure other = Measure.of(Metric.AUC, worse, labels);
        Interval difference = new Bootstrap(400).difference(one, other);
        Interval alone = new Bootstrap(400).intervals(List.of(one)).get(0);
        assertThat(difference.high() - difference.low()).isLessThan(alone.high() - alone.low());
        assertThat(difference.value()).isBetween(difference.low(), difference.high());
    }

    @Test
    void rowsOfOneCustomerAreNoNews() {
        Random random = new Random(7);
        float[] scores = new float[900];
        float[] labels = new float[900];
        int[] customers = new int[900];
        for (int row = 0; row < scores.length; row++) {
            customers[row] = row / 9;
            boolean first = row % 9 == 0;
            labels[row] = customers[row] % 2;
            scores[row] = first ? (float) (random.nextGaussian() + labels[row]) : scores[row - 1];
        }
        Measure area = Measure.of(Metric.AUC, scores, labels);
        Interval together = new Bootstrap(customers).intervals(List.of(area)).get(0);
        Interval apart = new Bootstrap(900).intervals(List.of(area)).get(0);
        assertThat(together.value()).isEqualTo(apart.value());
        // Nine times the rows, but no more customers: alone they would look three times as certain.
        assertThat(together.high() - together.low()).isGreaterThan(2.5 * (apart.high() - apart.low()));
    }

    @Test
    void drawsAreTheSameOnAnyNumberOfProcessors() throws Exception {
        Random random = new Random(8);
        float[] scores = new float[2000];
        float[] labels = new float[2000];
        for (int row = 0; row < scores.length; row++) {
            labels[row] = row % 2;
            scores[row] = (float) (random.nextGaussian() + labels[row]);
        }
        List<Measure> measures =
                List.of(Measure.of(Metric.AUC, scores, labels), Measure.of(Metric.CALIBRATION_ERROR, scores, labels));
        ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool four = new ForkJoinPool(4);
        try {
            assertThat(one.submit(() -> new Bootstrap(2000).intervals(measures)).get())
                    .isEqualTo(four.submit(() -> new Bootstrap(2000).intervals(measures))
                            .get());
        } finally {
            one.shutdown();
            four.shutdown();
        }
    }
}
