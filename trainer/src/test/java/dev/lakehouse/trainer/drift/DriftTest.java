package dev.lakehouse.trainer.drift;

import java.util.List;
import java.util.Random;

import dev.lakehouse.trainer.feed.Batch;
import dev.lakehouse.trainer.feed.Category;
import dev.lakehouse.trainer.feed.FeedShape;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DriftTest {
    private static final FeedShape SHAPE =
            new FeedShape(List.of("spent"), List.of(new Category("city", 4)), List.of(new Category("likes", 3)));
    private static final double LIMIT = 0.25;

    @Test
    void whatStayedTheSameHasNotDrifted() {
        List<FeatureProfile> learnt = profile(rows(5000, 1, 0, 0)).profiles();
        List<FeatureProfile> now = profile(rows(5000, 2, 0, 0)).profilesBeside(learnt);
        assertThat(learnt).extracting(FeatureProfile::name).containsExactly("spent", "city", "likes");
        for (int i = 0; i < learnt.size(); i++) {
            assertThat(learnt.get(i).drift(now.get(i)).index()).isLessThan(0.02);
            assertThat(learnt.get(i).shares().stream()
                            .mapToDouble(share -> share)
                            .sum())
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void eachFeatureDriftsByItself() {
        List<FeatureProfile> learnt = profile(rows(5000, 1, 0, 0)).profiles();
        List<FeatureProfile> now = profile(rows(5000, 2, 1, 0)).profilesBeside(learnt);
        assertThat(learnt.get(0).drift(now.get(0)).exceeds(LIMIT)).isTrue();
        assertThat(learnt.get(1).drift(now.get(1)).exceeds(LIMIT)).isFalse();
        List<FeatureProfile> moved = profile(rows(5000, 3, 0, 2)).profilesBeside(learnt);
        assertThat(learnt.get(0).drift(moved.get(0)).exceeds(LIMIT)).isFalse();
        assertThat(learnt.get(1).drift(moved.get(1)).exceeds(LIMIT)).isTrue();
    }

    /** Of ten rows, tenths are never filled evenly. */
    @Test
    void fewRowsAreNoDrift() {
        List<FeatureProfile> learnt = profile(rows(5000, 1, 0, 0)).profiles();
        int alarms = 0;
        for (int seed = 0; seed < 100; seed++) {
            FeatureProfile few =
                    profile(rows(12, 100 + seed, 0, 0)).profilesBeside(learnt).get(0);
            assertThat(learnt.get(0).drift(few).index()).isPositive();
            alarms += learnt.get(0).drift(few).exceeds(LIMIT) ? 1 : 0;
        }
        assertThat(alarms).isLessThan(15);
        FeatureProfile elsewhere =
                profile(rows(60, 5, 4, 0)).profilesBeside(learnt).get(0);
        assertThat(learnt.get(0).drift(elsewhere).exceeds(LIMIT)).isTrue();
    }

    /** A table's rows come in its order, which may be that of time. */
    @Test
    void ofVeryManyRowsThoseAtTheEndCountAsMuch() {
        List<FeatureProfile> learnt = profile(rows(5000, 1, 0, 0)).profiles();
        ProfileRows all = new ProfileRows(SHAPE, 400_000);
        all.add(rows(200_000, 2, 0, 0));
        all.add(rows(200_000, 3, 3, 0));

        FeatureProfile now = all.profilesBeside(learnt).get(0);

        assertThat(now.count()).isBetween(99_000L, 101_000L);
        assertThat(learnt.get(0).drift(now).exceeds(LIMIT)).isTrue();
        assertThat(now.shares().get(now.shares().size() - 1)).isBetween(0.5, 0.6);
    }

    private static ProfileRows profile(Batch batch) {
        ProfileRows rows = new ProfileRows(SHAPE, batch.rows());
        rows.add(batch);
        return rows;
    }

    private static Batch rows(int count, int seed, double shift, int city) {
        Random random = new Random(seed);
        Batch batch =
                new Batch(count, new float[count], new int[count], new float[count * 3], new float[count], List.of());
        for (int row = 0; row < count; row++) {
            batch.numbers()[row] = (float) (random.nextGaussian() + shift);
            batch.categories()[row] = random.nextInt(3) == 0 ? 1 + city : 1;
            batch.sets()[row * 3 + 1 + random.nextInt(2)] = 1;
        }
        return batch;
    }
}
