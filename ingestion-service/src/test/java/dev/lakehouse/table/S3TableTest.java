package dev.lakehouse.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.storage.s3.FaultyConnection;
import dev.lakehouse.storage.s3.S3Server;
import dev.lakehouse.storage.s3.S3Storage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in an object store, whose writers share nothing but the store. */
class S3TableTest {
    private static final String TABLE = "silver.pedidos";

    @TempDir
    Path scratch;

    private final List<S3Storage> storages = new ArrayList<>();
    private ObjectStore home;

    @BeforeEach
    void setUp() {
        home = S3Server.get().newHome(scratch);
    }

    @AfterEach
    void tearDown() {
        storages.forEach(S3Storage::close);
    }

    @Test
    void commitsAndCheckpointsAreReadByOthers() {
        TestTable pedidos = open(home);
        for (int version = 0; version < 25; version++) {
            assertThat(pedidos.append(pedidos.row(version))).isEqualTo(new CommitOutcome.Applied(version));
        }

        TestTable other = open(home);
        assertThat(other.lake.storage().list(other.table.folder()))
                .extracting(file -> file.path().fileName())
                .contains("00000000000000000020.checkpoint.parquet", "_last_checkpoint");
        assertThat(other.table.snapshot().orElseThrow().rows()).isEqualTo(25);
        assertThat(other.table.snapshot(7).rows()).isEqualTo(8);
        assertThat(other.table.history(100)).hasSize(25);
        assertThat(other.lake.tables()).containsExactly(other.table.name());
        assertThat(DuckReader.rows(other.lake, other.table.snapshot().orElseThrow()))
                .hasSize(25);
    }

    @Test
    void severalWritersLoseNoCommitAndLeaveNoGap() throws Exception {
        int writers = 4;
        int commits = 12;
        List<Callable<List<CommitOutcome>>> work = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            String name = "writer " + writer;
            work.add(() -> append(open(home), name, commits));
        }

        for (List<CommitOutcome> outcomes : inParallel(work)) {
            assertThat(outcomes).allMatch(CommitOutcome.Applied.class::isInstance);
        }
        assertWhole(writers * commits);
    }

    @Test
    void writersOfTheSameBatchesApplyEachOnce() throws Exception {
        int commits = 12;
        List<Callable<List<CommitOutcome>>> work = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            work.add(() -> append(open(home), "same", commits));
        }

        long applied = inParallel(work).stream()
                .flatMap(List::stream)
                .filter(CommitOutcome.Applied.class::isInstance)
                .count();

        assertThat(applied).isEqualTo(commits);
        assertWhole(commits);
    }

    @Test
    void aLostAnswerCommitsOnce() throws Exception {
        AtomicInteger puts = new AtomicInteger();
        try (FaultyConnection faulty = new FaultyConnection(
                S3Server.get().endpoint(), line -> isCommit(line) && puts.incrementAndGet() % 3 == 1)) {
            ObjectStore through = S3Server.through(faulty.endpoint(), home, scratch);
            List<Callable<List<CommitOutcome>>> work = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                String name = "writer " + writer;
                work.add(() -> append(open(through), name, 8));
            }

            for (List<CommitOutcome> outcomes : inParallel(work)) {
                assertThat(outcomes).allMatch(CommitOutcome.Applied.class::isInstance);
            }
            assertThat(faulty.dropped()).isGreaterThan(3);
        }
        assertWhole(16);
    }

    @Test
    void aCommitOfWhichNoAnswerEverComesIsFoundInTheLog() throws Exception {
        open(home).append(open(home).row(0));
        try (FaultyConnection faulty = new FaultyConnection(S3Server.get().endpoint(), S3TableTest::isCommit)) {
            TestTable pedidos = open(S3Server.through(faulty.endpoint(), home, scratch));

            assertThat(pedidos.append(pedidos.row(1))).isEqualTo(new CommitOutcome.Applied(1));
            assertThat(faulty.dropped()).isGreaterThan(1);
        }
        assertWhole(2);
    }

    private static boolean isCommit(String requestLine) {
        return requestLine.startsWith("PUT ") && requestLine.contains("/_delta_log/") && requestLine.contains(".json");
    }

    private TestTable open(ObjectStore at) {
        S3Storage storage = new S3Storage(at);
        synchronized (storages) {
            storages.add(storage);
        }
        return new TestTable(scratch, storage, TABLE);
    }

    private static List<CommitOutcome> append(TestTable table, String appId, int commits) {
        List<CommitOutcome> outcomes = new ArrayList<>();
        for (int batch = 0; batch < commits; batch++) {
            outcomes.add(table.append(appId, batch, table.row(batch)));
        }
        return outcomes;
    }

    private void assertWhole(int commits) {
        TestTable table = open(home);
        TableSnapshot snapshot = table.table.snapshot().orElseThrow();
        assertThat(snapshot.version()).isEqualTo(commits - 1);
        assertThat(snapshot.rows()).isEqualTo(commits);
        assertThat(table.table.history(1000))
                .extracting(CommitEntry::version)
                .containsExactlyElementsOf(LongStream.iterate(commits - 1, version -> version - 1)
                        .limit(commits)
                        .boxed()
                        .toList());
        assertThat(DuckReader.rows(table.lake, snapshot)).hasSize(commits);
    }

    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }
}
