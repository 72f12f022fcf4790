package dev.lakehouse.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.ForwardingStorage;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a caller learns when a commit breaks off: that it was made, that it was not, or that nobody knows. */
class CommitOutcomeTest {
    @TempDir
    Path home;

    @Test
    void aCommitWhoseCheckpointFailsIsApplied() throws Exception {
        TestTable pedidos = new TestTable(home);
        for (int version = 0; version < 10; version++) {
            pedidos.append(pedidos.row(version));
        }
        // Standalone writes this file after the checkpoint, in the course of the commit.
        Path obstacle = Files.createDirectories(pedidos.log().resolve("_last_checkpoint/in the way"));

        assertThat(pedidos.append(pedidos.row(10))).isEqualTo(new CommitOutcome.Applied(10));
        assertThat(pedidos.append(pedidos.row(11))).isEqualTo(new CommitOutcome.Applied(11));
        Files.delete(obstacle);
        Files.delete(obstacle.getParent());
        assertThat(new TestTable(home).table.snapshot().orElseThrow().rows()).isEqualTo(12);
    }

    @Test
    void anInterruptedCommitIsNotMadeAndSaysSo() {
        TestTable pedidos = new TestTable(home);
        pedidos.append(pedidos.row(1));
        WrittenFile file = pedidos.row(2);
        TableChange change =
                TestTable.change(pedidos.base(TestTable.ID_AND_NAME), TestTable.ID_AND_NAME, Optional.empty(), file);

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> pedidos.table.commit(change)).isInstanceOf(LakehouseException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(pedidos.table.snapshot().orElseThrow().version()).isZero();
        pedidos.table.discard(List.of(file));
        assertThat(pedidos.append(pedidos.row(3))).isEqualTo(new CommitOutcome.Applied(1));
    }

    @Test
    void aLogThatMayNotBeWrittenRefusesTheCommit() {
        TestTable pedidos = new TestTable(home);
        pedidos.append(pedidos.row(1));
        WrittenFile file = pedidos.row(2);
        Path log = pedidos.log();
        assumeTrue(log.toFile().setWritable(false) && !Files.isWritable(log), "this user may write everything");

        try {
            assertThatThrownBy(() -> pedidos.append(file))
                    .isInstanceOfSatisfying(LakehouseException.class, e -> {
                        assertThat(e.code()).isEqualTo("COMMIT_REFUSED");
                        assertThat(e.kind()).isEqualTo(FailureKind.EXTERNAL);
                    })
                    .hasMessageContaining("_delta_log");
        } finally {
            assertThat(log.toFile().setWritable(true)).isTrue();
        }
        assertThat(pedidos.append(file)).isEqualTo(new CommitOutcome.Applied(1));
    }

    @Test
    void aCommitThatThrewIsUnknownWhileItsLogCannotBeRead() throws Exception {
        TestTable pedidos = new TestTable(home);
        for (int version = 0; version < 10; version++) {
            pedidos.append(pedidos.row(version));
        }
        FailingStorage storage = new FailingStorage(new LocalStorage(home));
        DeltaTable table = Lake.open(storage).table(pedidos.table.name());
        TableChange change = TestTable.change(
                table.snapshot().orElseThrow(), TestTable.ID_AND_NAME, Optional.empty(), pedidos.row(10));
        Files.createDirectories(pedidos.log().resolve("_last_checkpoint/in the way"));
        storage.failing = true;

        assertThatThrownBy(() -> table.commit(change)).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("COMMIT_OUTCOME_UNKNOWN");
            assertThat(e.kind()).isEqualTo(FailureKind.EXTERNAL);
        });
        assertThat(pedidos.table.snapshot().orElseThrow().version()).isEqualTo(10);
    }

    /** A disk that fails all of a sudden when a log is read. */
    private static final class FailingStorage extends ForwardingStorage {
        private boolean failing;

        FailingStorage(Storage storage) {
            super(storage);
        }

        @Override
        public Optional<StoredFile> find(StoragePath file) {
            if (failing && file.value().contains(LogFolder.NAME)) {
                throw new LakehouseException(FailureKind.EXTERNAL, "STORAGE_FAILED", "Cannot read", "gone", "wait");
            }
            return super.find(file);
        }
    }
}
