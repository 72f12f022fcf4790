package dev.lakehouse.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeTravelTest {
    private static final Instant START = Instant.parse("2024-05-01T10:00:00Z");

    @TempDir
    Path home;

    @Test
    void everyVersionIsThereAcrossCheckpointsForALakeOpenedAnew() {
        TestTable writer = new TestTable(home);
        for (int version = 0; version < 25; version++) {
            writer.append("app", version, writer.row(version));
        }

        DeltaTable table = new TestTable(home).table;
        for (int version = 24; version >= 0; version--) {
            TableSnapshot snapshot = table.snapshot(version);
            assertThat(snapshot.version()).isEqualTo(version);
            assertThat(snapshot.rows()).isEqualTo(version + 1);
            assertThat(snapshot.lastBatch("app")).isEqualTo(version);
        }
        assertThat(writer.log().resolve("00000000000000000020.checkpoint.parquet"))
                .exists();
        assertThat(home).isDirectoryNotContaining("glob:**.crc");
        assertThat(writer.log()).isDirectoryNotContaining("glob:**.crc").isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void anUnknownVersionNamesThoseThatThereAre() {
        TestTable pedidos = new TestTable(home);
        pedidos.append(pedidos.row(1));
        pedidos.append(pedidos.row(2));

        for (long version : new long[] {-1, 2}) {
            assertThatThrownBy(() -> pedidos.table.snapshot(version))
                    .isInstanceOfSatisfying(LakehouseException.class, e -> {
                        assertThat(e.code()).isEqualTo("TABLE_VERSION_NOT_FOUND");
                        assertThat(e.kind()).isEqualTo(FailureKind.USER);
                        assertThat(e.why()).isEqualTo("its log goes from version 0 to version 1");
                    });
        }
    }

    @Test
    void aTableThatIsNotThereHasNoVersions() {
        assertThatThrownBy(() -> new TestTable(home).table.snapshot(0))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("TABLE_NOT_FOUND"));
    }

    @Test
    void aTimeMeansTheLastVersionCommittedByThen() throws IOException {
        TestTable pedidos = threeMinutes();

        assertThat(pedidos.table.snapshotAsOf(START).version()).isZero();
        assertThat(pedidos.table.snapshotAsOf(START.plusSeconds(59)).version()).isZero();
        assertThat(pedidos.table.snapshotAsOf(START.plusSeconds(60)).version()).isEqualTo(1);
        assertThat(pedidos.table.snapshotAsOf(START.plusSeconds(9999)).version())
                .isEqualTo(2);
    }

    @Test
    void aTimeBeforeTheFirstVersionOrToComeNamesTheOldestAndTheNewest() throws IOException {
        TestTable pedidos = threeMinutes();

        for (Instant time : List.of(START.minusMillis(1), Instant.parse("9000-01-01T00:00:00Z"))) {
            assertThatThrownBy(() -> pedidos.table.snapshotAsOf(time))
                    .isInstanceOfSatisfying(LakehouseException.class, e -> {
                        assertThat(e.code()).isEqualTo("TABLE_TIME_NOT_FOUND");
                        assertThat(e.kind()).isEqualTo(FailureKind.USER);
                        assertThat(e.why())
                                .contains("oldest version is 0 of 2024-05-01T10:00:00Z")
                                .contains("newest 2 of 2024-05-01T10:02:00Z");
                    });
        }
    }

    @Test
    void aClockThatWentBackDoesNotDisorderVersions() throws IOException {
        TestTable pedidos = threeMinutes();
        setCommitted(pedidos, 2, START);

        assertThat(pedidos.table.history(3))
                .extracting(CommitEntry::committed)
                .containsExactly(START.plusSeconds(60).plusMillis(1), START.plusSeconds(60), START);
        assertThat(pedidos.table.snapshotAsOf(START).version()).isZero();
    }

    @Test
    void historyIsNewestFirst() {
        TestTable pedidos = new TestTable(home);
        pedidos.append(pedidos.row(1));
        TableSnapshot base = pedidos.base(TestTable.ID_AND_NAME);
        pedidos.table.commit(TestTable.rewrite(base, List.of(pedidos.row(2)), base.files(), Optional.empty()));
        pedidos.table.commit(new TableChange(
                pedidos.base(TestTable.ID_AND_NAME),
                false,
                TestTable.ID_AND_NAME,
                List.of(),
                List.of(),
                Optional.empty(),
                "REPLAY",
                Map.of("a \"b\"", "c \"d\" {e}"),
                Map.of("n", 12L)));

        List<CommitEntry> history = pedidos.table.history(2);

        assertThat(history).extracting(CommitEntry::version).containsExactly(2L, 1L);
        assertThat(history).extracting(CommitEntry::operation).containsExactly("REPLAY", "MERGE");
        assertThat(history.get(0).parameters()).containsExactlyEntriesOf(Map.of("a \"b\"", "c \"d\" {e}"));
        assertThat(history.get(0).metrics()).containsExactlyEntriesOf(Map.of("n", 12L));
        assertThat(history.get(1).parameters()).containsEntry("predicate", "t.id = s.id");
        assertThat(pedidos.table.history(100)).hasSize(3);
        // What Standalone itself reads of it, for a log that it cannot read is lost.
        assertThat(new TestTable(home).table.snapshot()).isPresent();
    }

    private TestTable threeMinutes() throws IOException {
        TestTable pedidos = new TestTable(home);
        for (int version = 0; version < 3; version++) {
            pedidos.append(pedidos.row(version));
            setCommitted(pedidos, version, START.plusSeconds(60L * version));
        }
        return new TestTable(home);
    }

    private static void setCommitted(TestTable table, int version, Instant time) throws IOException {
        Files.setLastModifiedTime(table.log().resolve("%020d.json".formatted(version)), FileTime.from(time));
    }
}
