package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lakehouse.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes carry the same files through one lake at once. */
class ConcurrentRunsTest {
    private static final long ORDERS = 1500;
    private static final int DAYS = 3;
    private static final long[] HEAD_STARTS = {0, 150, 700};

    @TempDir
    Path folder;

    @Test
    void twoRunsAtOnceMakeTheTablesOfOne() throws Exception {
        LojaFixture loja = new LojaFixture(folder);
        for (int day = 1; day <= DAYS; day++) {
            loja.land("alone", day, ORDERS);
            loja.land("crowded", day, ORDERS);
            assertThat(ForkedJvm.start(LojaFixture.Run.class, loja.arguments("alone"))
                            .waitFor())
                    .isZero();

            Process one = ForkedJvm.start(LojaFixture.Run.class, loja.arguments("crowded"));
            Thread.sleep(HEAD_STARTS[day - 1]);
            Process other = ForkedJvm.start(LojaFixture.Run.class, loja.arguments("crowded"));
            assertThat(one.waitFor()).isZero();
            assertThat(other.waitFor()).isZero();
        }
        KilledRunTest.assertSameRows(loja, "alone", "crowded", "two at once");
        assertThat(batchesBeforeGold(loja, "crowded")).isEqualTo(batchesBeforeGold(loja, "alone"));
    }

    /** Gold has a batch more where one process looked at silver between two commits of the other. */
    private static Map<String, List<String>> batchesBeforeGold(LojaFixture loja, String lake) {
        Map<String, List<String>> batches = new TreeMap<>(LakeContent.batches(loja.storage(lake)));
        batches.keySet().removeIf(table -> table.startsWith("gold."));
        return batches;
    }
}
