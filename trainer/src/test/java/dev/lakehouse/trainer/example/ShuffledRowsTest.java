package dev.lakehouse.trainer.example;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShuffledRowsTest {
    @Property(tries = 200)
    void eachRowComesOnceAndASkippedOrderGoesOnAsTheWholeOne(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 300) Integer> sizes,
            @ForAll long seed,
            @ForAll @IntRange(max = 4000) int skipped) {
        int[] units = sizes.stream().mapToInt(Integer::intValue).toArray();
        int total = IntStream.of(units).sum();

        List<Long> all = rest(new ShuffledRows(units, seed));
        ShuffledRows later = new ShuffledRows(units, seed);
        later.skip(skipped);
        int[] announced = later.units();
        List<Long> rest = rest(later);

        assertThat(all).hasSize(total).doesNotHaveDuplicates();
        assertThat(rest).isEqualTo(all.subList(Math.min(skipped, total), total));
        assertThat(rest.stream().map(row -> (int) (row >> 32)).distinct())
                .allMatch(unit -> IntStream.of(announced).anyMatch(unit::equals));
    }

    @Test
    void anotherSeedIsAnotherOrder() {
        int[] units = {1000, 1000};

        assertThat(rest(new ShuffledRows(units, 1))).isEqualTo(rest(new ShuffledRows(units, 1)));
        assertThat(rest(new ShuffledRows(units, 1))).isNotEqualTo(rest(new ShuffledRows(units, 2)));
    }

    @Test
    void inATableThatFitsTheWindowEveryRowIsAsLikelyAtEveryPlace() {
        int[] units = {3, 5};
        int tries = 40_000;
        int[][] seen = new int[8][8];
        for (int seed = 0; seed < tries; seed++) {
            List<Long> rows = rest(new ShuffledRows(units, seed));
            for (int place = 0; place < 8; place++) {
                long row = rows.get(place);
                seen[place][(int) (row >> 32) * 3 + (int) row]++;
            }
        }
        // 5,000 each; the deviation of such a count is 66.
        for (int[] counts : seen) {
            for (int count : counts) {
                assertThat(count).isBetween(4_700, 5_300);
            }
        }
    }

    @Test
    void ofALargeTableAWindowIsOpenAndNoMore() {
        int[] units = IntStream.range(0, 40).map(unit -> 100_000).toArray();
        ShuffledRows rows = new ShuffledRows(units, 7);
        int[] left = units.clone();
        int most = 0;
        for (int unit = rows.next(); unit != RowSequence.NONE; unit = rows.next()) {
            left[unit]--;
            if (left[unit] % 10_000 == 0) {
                int open = (int)
                        IntStream.of(left).filter(it -> it > 0 && it < 100_000).count();
                most = Math.max(most, open);
            }
        }
        assertThat(IntStream.of(left)).containsOnly(0);
        // The last rows of a unit are drawn rarely: they are a few thousandths of the window.
        assertThat(most).isBetween(3, 39);
    }

    private static List<Long> rest(ShuffledRows rows) {
        List<Long> rest = new ArrayList<>();
        Map<Integer, int[]> orders = new HashMap<>();
        for (int unit = rows.next(); unit != RowSequence.NONE; unit = rows.next()) {
            rest.add((long) unit << 32 | orders.computeIfAbsent(unit, rows::rowsOf)[rows.place()]);
        }
        return rest;
    }
}
