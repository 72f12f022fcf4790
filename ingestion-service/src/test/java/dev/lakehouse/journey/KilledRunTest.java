package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.ForkedJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Kills runs of the shop's pipeline with SIGKILL: {@code -Dlakehouse.kills=50} says how often, {@code lakehouse.seed} when. */
@Tag("one-jdk")
class KilledRunTest {
    private static final int KILLS = Integer.getInteger("lakehouse.kills", 6);
    private static final long SEED = Long.getLong("lakehouse.seed", System.nanoTime());
    private static final long ORDERS = 3000;
    private static final int DAYS = 3;

    @TempDir
    Path folder;

    @Test
    void runsThatWereKilledMakeTheTablesOfOnesThatWereNot() throws Exception {
        LojaFixture loja = new LojaFixture(folder);
        long longest = 0;
        for (int day = 1; day <= DAYS; day++) {
            loja.land("whole", day, ORDERS);
            long start = System.nanoTime();
            assertThat(ForkedJvm.start(LojaFixture.Run.class, loja.arguments("whole"))
                            .waitFor())
                    .isZero();
            longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        Random random = new Random(SEED);
        int killed = 0;
        for (int round = 0; killed < KILLS; round++) {
            String lake = "killed" + round;
            int before = killed;
            killed += killRuns(loja, lake, KILLS - killed, longest, random);
            System.out.println("killed " + (killed - before) + " runs of " + lake + ", seed " + SEED);
            assertSame(loja, "whole", lake, lake + ", seed " + SEED);
        }
    }

    /** Until the tables of all days are made; a run with nothing left to do ends before it can be killed. */
    private static int killRuns(LojaFixture loja, String lake, int most, long longest, Random random) throws Exception {
        int killed = 0;
        for (int day = 1; day <= DAYS; day++) {
            loja.land(lake, day, ORDERS);
            boolean done = false;
            while (!done) {
                Process run = ForkedJvm.start(LojaFixture.Run.class, loja.arguments(lake));
                boolean spared = killed >= most;
                done = spared ? run.waitFor() >= 0 : run.waitFor(random.nextLong(longest), TimeUnit.MILLISECONDS);
                if (!done) {
                    run.destroyForcibly().waitFor();
                    killed++;
                }
                if (done) {
                    assertThat(run.exitValue())
                            .as("the run of %s after %d kills, seed %d", lake, killed, SEED)
                            .isZero();
                }
            }
        }
        return killed;
    }

    /** Row for row, each batch once and the same ones, no key twice. */
    private static void assertSame(LojaFixture loja, String expected, String actual, String hint) {
        assertSameRows(loja, expected, actual, hint);
        assertThat(LakeContent.batches(loja.storage(actual)))
                .as(hint)
                .isEqualTo(LakeContent.batches(loja.storage(expected)));
    }

    /** Row for row, each batch once, no key twice. */
    static void assertSameRows(LojaFixture loja, String expected, String actual, String hint) {
        Path folder = Path.of(loja.arguments(expected)[0]);
        try (FaultLake whole = new FaultLake(folder.resolve("w"), loja.storage(expected));
                FaultLake other = new FaultLake(folder.resolve("o"), loja.storage(actual))) {
            Map<String, List<String>> wanted = LakeContent.of(whole, loja.storage(expected));
            Map<String, List<String>> found = LakeContent.of(other, loja.storage(actual));
            assertThat(found.keySet()).as(hint).isEqualTo(wanted.keySet());
            wanted.forEach((table, rows) ->
                    assertThat(found.get(table)).as(table + ", " + hint).isEqualTo(rows));
            assertThat(wanted.get("gold.analise_produtos")).hasSizeGreaterThan(10);
            for (String table : List.of("clientes", "produtos", "pedidos")) {
                assertThat(other.rows("select id from silver." + table + " group by id having count(*) > 1"))
                        .isEmpty();
            }
        }
        assertThat(LakeContent.batches(loja.storage(actual)))
                .as(hint)
                .allSatisfy((table, batches) -> assertThat(batches).hasSameSizeAs(new HashSet<>(batches)));
    }
}
