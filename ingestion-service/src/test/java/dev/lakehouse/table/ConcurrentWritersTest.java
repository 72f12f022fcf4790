package dev.lakehouse.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import dev.lakehouse.ForkedJvm;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Many writers of one table; each has a lake of its own, as separate processes have. */
class ConcurrentWritersTest {
    private static final int BATCHES = 40;

    @TempDir
    Path home;

    @Test
    void twoProcessesLoseNoBatchAndLeaveNoGap() throws Exception {
        Process one = ForkedJvm.start(Appender.class, home.toString(), "one");
        Process two = ForkedJvm.start(Appender.class, home.toString(), "two");
        String applied = output(one) + output(two);

        assertThat(List.of(one.waitFor(), two.waitFor())).containsExactly(0, 0);
        assertThat(applied.lines()).hasSize(2 * BATCHES).allMatch("applied"::equals);
        assertWhole(2 * BATCHES, Map.of("one", BATCHES - 1L, "two", BATCHES - 1L));
    }

    @Test
    void twoProcessesThatDoTheSameBatchesApplyEachOnce() throws Exception {
        Process one = ForkedJvm.start(Appender.class, home.toString(), "same");
        Process two = ForkedJvm.start(Appender.class, home.toString(), "same");
        String outcomes = output(one) + output(two);

        assertThat(List.of(one.waitFor(), two.waitFor())).containsExactly(0, 0);
        assertThat(outcomes.lines().filter("applied"::equals)).hasSize(BATCHES);
        assertWhole(BATCHES, Map.of("same", BATCHES - 1L));
    }

    @Test
    void rewritesThatCompeteCountRight() throws Exception {
        TestTable first = new TestTable(home);
        first.append(first.row(0));
        List<Callable<Integer>> counters = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            counters.add(() -> {
                TestTable table = new TestTable(home);
                int conflicts = 0;
                for (int rounds = 0; rounds < 5; ) {
                    TableSnapshot base = table.base(TestTable.ID_AND_NAME);
                    long count = Long.parseLong(count(table, base));
                    WrittenFile next = table.row(count + 1);
                    try {
                        table.table.commit(TestTable.rewrite(base, List.of(next), base.files(), Optional.empty()));
                        rounds++;
                    } catch (LakehouseException e) {
                        assertThat(e.code()).isEqualTo("COMMIT_CONFLICT");
                        table.table.discard(List.of(next));
                        conflicts++;
                    }
                }
                return conflicts;
            });
        }
        inParallel(counters);

        TestTable table = new TestTable(home);
        assertThat(count(table, table.base(TestTable.ID_AND_NAME))).isEqualTo("15");
    }

    @Test
    void creatorsWithDifferentColumnsAllGetTheirs() throws Exception {
        List<Callable<CommitOutcome>> creators = new ArrayList<>();
        for (int writer = 0; writer < 6; writer++) {
            TableSchema schema =
                    TestTable.schema("id", ColumnType.Primitive.BIGINT, "c" + writer, ColumnType.Primitive.DATE);
            creators.add(() -> {
                TestTable table = new TestTable(home);
                return table.append(schema, table.row(1));
            });
        }
        inParallel(creators);

        TableSnapshot snapshot = new TestTable(home).table.snapshot().orElseThrow();
        assertThat(snapshot.version()).isEqualTo(5);
        assertThat(snapshot.schema().names()).containsExactlyInAnyOrder("id", "c0", "c1", "c2", "c3", "c4", "c5");
        assertThat(snapshot.files()).hasSize(6);
    }

    private void assertWhole(int commits, Map<String, Long> batches) {
        TestTable table = new TestTable(home);
        TableSnapshot snapshot = table.table.snapshot().orElseThrow();
        assertThat(snapshot.version()).isEqualTo(commits - 1);
        assertThat(snapshot.rows()).isEqualTo(commits);
        assertThat(snapshot.batches()).containsExactlyInAnyOrderEntriesOf(batches);
        assertThat(table.table.history(1000))
                .extracting(CommitEntry::version)
                .containsExactlyElementsOf(LongStream.iterate(commits - 1, version -> version - 1)
                        .limit(commits)
                        .boxed()
                        .toList());
        assertThat(DuckReader.rows(table.lake, snapshot)).hasSize(commits);
    }

    private static String count(TestTable table, TableSnapshot snapshot) {
        List<String> rows = DuckReader.rows(table.lake, snapshot);
        assertThat(rows).hasSize(1);
        return rows.get(0).split("\"", 3)[1];
    }

    private static <T> void inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<T> future : pool.invokeAll(tasks)) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    private static String output(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Appends a row per batch, and says of each whether it was applied. */
    static final class Appender {
        private Appender() {}

        public static void main(String[] arguments) {
            TestTable table = new TestTable(Path.of(arguments[0]));
            for (int batch = 0; batch < BATCHES; batch++) {
                CommitOutcome outcome = table.append(arguments[1], batch, table.row(batch));
                System.out.println(outcome instanceof CommitOutcome.Applied ? "applied" : "there");
            }
        }
    }
}
