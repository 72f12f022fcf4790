package dev.lakehouse.table;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The cases in which two writers meet, and what becomes of the second. */
class CommitTest {
    @TempDir
    Path home;

    private TestTable ours;
    private TestTable theirs;

    @BeforeEach
    void openTwice() {
        ours = new TestTable(home);
        theirs = new TestTable(home);
    }

    @Test
    void theFirstCommitCreatesTheTable() {
        CommitOutcome outcome = ours.append("loja", 0, ours.row(1));

        TableSnapshot snapshot = theirs.table.snapshot().orElseThrow();
        assertThat(outcome).isEqualTo(new CommitOutcome.Applied(0));
        assertThat(snapshot.version()).isZero();
        assertThat(snapshot.schema()).isEqualTo(TestTable.ID_AND_NAME);
        assertThat(snapshot.rows()).isEqualTo(1);
        assertThat(snapshot.lastBatch("loja")).isZero();
        assertThat(snapshot.lastBatch("other")).isEqualTo(TableSnapshot.NO_BATCH);
    }

    @Test
    void twoAppendsFromOneBaseAreBothKept() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        theirs.append(theirs.row(2));

        CommitOutcome outcome =
                ours.table.commit(TestTable.change(base, TestTable.ID_AND_NAME, Optional.empty(), ours.row(3)));

        assertThat(outcome).isEqualTo(new CommitOutcome.Applied(2));
        assertThat(ours.table.snapshot().orElseThrow().rows()).isEqualTo(3);
    }

    @Test
    void theSecondOfTwoCreatorsAppends() {
        TableChange change = TestTable.change(
                ours.base(TestTable.ID_AND_NAME), TestTable.ID_AND_NAME, Optional.empty(), ours.row(1));
        theirs.append(theirs.row(2));

        assertThat(ours.table.commit(change)).isEqualTo(new CommitOutcome.Applied(1));
        assertThat(ours.table.snapshot().orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void theSecondOfTwoCreatorsGivesUpARewrite() {
        TableChange change =
                TestTable.rewrite(ours.base(TestTable.ID_AND_NAME), List.of(ours.row(1)), List.of(), Optional.empty());
        theirs.append(theirs.row(2));

        assertConflict(() -> ours.table.commit(change), 0);
    }

    @Test
    void aBatchIsAppliedOnce() {
        ours.append("loja", 0, ours.row(1));

        assertThat(theirs.append("loja", 0, theirs.row(1))).isEqualTo(new CommitOutcome.AlreadyApplied(0));
        assertThat(theirs.append("loja", 1, theirs.row(2))).isEqualTo(new CommitOutcome.Applied(1));
        assertThat(theirs.append("loja", 0, theirs.row(1))).isEqualTo(new CommitOutcome.AlreadyApplied(1));
        assertThat(theirs.append("other", 0, theirs.row(3))).isEqualTo(new CommitOutcome.Applied(2));
        assertThat(ours.table.snapshot().orElseThrow().batches())
                .containsExactlyInAnyOrderEntriesOf(Map.of("loja", 1L, "other", 0L));
    }

    @Test
    void aBatchThatAnotherProcessFinishedIsAppliedAlreadyEvenAsARewrite() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        Optional<BatchMark> batch = Optional.of(new BatchMark("loja", 0));
        theirs.table.commit(TestTable.rewrite(base, List.of(theirs.row(2)), base.files(), batch));

        CommitOutcome outcome = ours.table.commit(TestTable.rewrite(base, List.of(ours.row(2)), base.files(), batch));

        assertThat(outcome).isEqualTo(new CommitOutcome.AlreadyApplied(1));
    }

    @Test
    void aRewriteReplacesFiles() {
        ours.append(ours.row(1), ours.row(2));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);

        ours.table.commit(TestTable.rewrite(
                base, List.of(ours.row(3)), List.of(base.files().get(0)), Optional.empty()));

        TableSnapshot after = theirs.table.snapshot().orElseThrow();
        assertThat(after.files())
                .hasSize(2)
                .contains(base.files().get(1))
                .doesNotContain(base.files().get(0));
        assertThat(home.resolve("silver/pedidos/_delta_log/00000000000000000001.json"))
                .content()
                .contains("\"remove\"")
                .doesNotContain("\"dataChange\":false");
    }

    @Test
    void aRewriteOfATableThatGrewGivesUpAndNamesTheWinner() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        theirs.append(theirs.row(2));

        LakehouseException e = assertConflict(
                () -> ours.table.commit(TestTable.rewrite(base, List.of(ours.row(3)), base.files(), Optional.empty())),
                1);

        assertThat(e.kind()).isEqualTo(FailureKind.CONFLICT);
        assertThat(e.why()).contains("version 1 (WRITE)");
        assertThat(ours.table.snapshot().orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void twoRewritesOfOneFileAreNotBothMade() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        theirs.table.commit(TestTable.rewrite(base, List.of(theirs.row(2)), base.files(), Optional.empty()));

        assertConflict(
                () -> ours.table.commit(TestTable.rewrite(base, List.of(ours.row(3)), base.files(), Optional.empty())),
                1);
    }

    @Test
    void columnsAreAddedInTheSameCommit() {
        ours.append(ours.row(1));
        TableSchema wider = TestTable.ID_AND_NAME.plus(
                TestTable.schema("valor", new ColumnType.Decimal(12, 2)).columns());

        ours.append(wider, ours.write(wider, "SELECT 2::BIGINT id, 'dois' nome, 9.90::DECIMAL(12,2) valor"));

        assertThat(theirs.table.snapshot().orElseThrow().schema()).isEqualTo(wider);
        assertThat(theirs.table.snapshot(0).schema()).isEqualTo(TestTable.ID_AND_NAME);
    }

    @Test
    void anAppendIsMadeOnTopOfAColumnThatAnotherAdded() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        TableSchema theirSchema = TestTable.ID_AND_NAME.plus(
                TestTable.schema("a", ColumnType.Primitive.DATE).columns());
        TableSchema ourSchema = TestTable.ID_AND_NAME.plus(
                TestTable.schema("b", ColumnType.Primitive.DATE).columns());
        theirs.append(theirSchema, theirs.row(2));

        ours.table.commit(TestTable.change(base, ourSchema, Optional.empty(), ours.row(3)));

        assertThat(theirs.table.snapshot().orElseThrow().schema().names()).containsExactly("id", "nome", "a", "b");
    }

    @Test
    void aColumnIsNotGivenAnotherType() {
        ours.append(ours.row(1));

        assertFails(
                "SCHEMA_MISMATCH",
                () -> ours.append(TestTable.schema("id", ColumnType.Primitive.STRING), ours.row(2)),
                "id is string, its own is bigint");
        assertFails(
                "SCHEMA_MISMATCH",
                () -> ours.append(TestTable.schema("ID", ColumnType.Primitive.BIGINT), ours.row(2)),
                "most engines take for the same");
        assertThat(ours.table.snapshot().orElseThrow().version()).isZero();
    }

    @Test
    void aColumnThatParquetCannotNameIsRefused() {
        assertFails(
                "COLUMN_NAME_ILLEGAL",
                () -> ours.append(TestTable.schema("data pedido", ColumnType.Primitive.DATE), ours.row(1)),
                "data pedido");
        assertThat(ours.table.exists()).isFalse();
    }

    @Test
    void aFileThatIsNotThereIsNotCommitted() {
        WrittenFile phantom = new WrittenFile("phantom.parquet", 10, 1, Map.of());

        assertFails("TABLE_CHANGE_WRONG", () -> ours.append(phantom), "phantom.parquet");
    }

    @Test
    void anAppendDoesNotRemove() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        TableChange change = new TableChange(
                base, false, base.schema(), List.of(), base.files(), Optional.empty(), "WRITE", Map.of(), Map.of());

        assertFails("TABLE_CHANGE_WRONG", () -> ours.table.commit(change), "remove");
    }

    @Test
    void discardedFilesGoUnlessTheyAreInTheTable() {
        WrittenFile kept = ours.row(1);
        WrittenFile unused = ours.row(2);
        ours.append(kept);

        ours.table.discard(List.of(unused));

        assertThat(ours.folder().resolve(unused.name())).doesNotExist();
        assertFails("TABLE_CHANGE_WRONG", () -> ours.table.discard(List.of(kept)), kept.name());
        assertThat(ours.folder().resolve(kept.name())).exists();
    }

    @Test
    void aTableThatVanishedIsAConflict() {
        ours.append(ours.row(1));
        TableSnapshot base = ours.base(TestTable.ID_AND_NAME);
        ours.append(ours.row(2));
        TestTable other = new TestTable(home.resolve("restored"));
        other.append(other.row(1));
        TableSnapshot newer =
                new TableSnapshot(base.table(), 7, base.committed(), base.schema(), base.files(), base.batches());

        assertFails(
                "COMMIT_CONFLICT",
                () -> other.table.commit(
                        TestTable.change(newer, TestTable.ID_AND_NAME, Optional.empty(), other.row(3))),
                "version 7");
    }

    private static LakehouseException assertConflict(ThrowingCallable commit, long winner) {
        return assertFails("COMMIT_CONFLICT", commit, "version " + winner);
    }

    private static LakehouseException assertFails(String code, ThrowingCallable commit, String words) {
        LakehouseException[] caught = new LakehouseException[1];
        assertThatThrownBy(commit)
                .isInstanceOfSatisfying(LakehouseException.class, e -> {
                    caught[0] = e;
                    assertThat(e.code()).isEqualTo(code);
                })
                .hasMessageContaining(words);
        return caught[0];
    }
}
