package dev.lakehouse.trainer.train;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.trainer.feed.KnownSignal;
import dev.lakehouse.trainer.feed.MemoryFeed;
import dev.lakehouse.trainer.feed.Part;
import dev.lakehouse.trainer.plan.Task;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Of very many rows, what is said of them takes little more than what it is. */
class PredictionsTest {
    private static final MemoryFeed FEED = KnownSignal.feed(Task.BINARY, 2000, 4);

    @Test
    void keysAreNumberedInTheOrderThatTheyAreMetIn() {
        KeyNumbers numbers = new KeyNumbers();
        Map<String, Integer> known = new HashMap<>();
        for (int row = 0; row < 300_000; row++) {
            String key = "customer " + Math.floorMod(row * 7919L, 120_000);
            assertThat(numbers.of(key)).isEqualTo(known.computeIfAbsent(key, name -> known.size()));
        }
        assertThat(known).hasSize(120_000);
    }

    /** 3 M keys as objects of a map are 300 MB, more than a small heap has left. */
    @Test
    void numberingKeysTakesAFewBytesEach() {
        KeyNumbers numbers = new KeyNumbers();
        System.gc();
        long before = used();
        for (int key = 0; key < 1_500_000; key++) {
            numbers.of("customer " + key);
        }
        System.gc();
        assertThat(used() - before).isLessThan(60_000_000);
        assertThat(numbers.of("customer 0")).isZero();
    }

    @Test
    void answersToTheSameRowsShareThem() {
        Predictions one = Predictions.of(FEED, Part.TEST, batch -> new float[batch.rows()]);
        Predictions other = Predictions.of(FEED, Part.TEST, batch -> new float[batch.rows()])
                .beside(one);
        assertThat(other.labels()).isSameAs(one.labels());
        assertThat(other.groups()).isSameAs(one.groups());
        Set<Integer> groups = new HashSet<>();
        for (int group : one.groups()) {
            groups.add(group);
        }
        assertThat(groups).hasSize(one.rows());
        Predictions elsewhere = Predictions.of(FEED, Part.VALIDATION, batch -> new float[batch.rows()]);
        assertThat(elsewhere.beside(one)).isSameAs(elsewhere);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
