package dev.lakehouse.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangesTest {
    @TempDir
    Path home;

    private TestTable pedidos;
    private WrittenFile one;
    private WrittenFile two;
    private WrittenFile three;

    /** Version 0 adds one, 1 adds two, 2 puts three in the place of two. */
    @BeforeEach
    void commitThreeTimes() {
        pedidos = new TestTable(home);
        one = pedidos.row(1);
        two = pedidos.row(2);
        three = pedidos.row(3);
        pedidos.append(one);
        pedidos.append(two);
        TableSnapshot base = pedidos.base(TestTable.ID_AND_NAME);
        List<DataFile> removed = base.files().stream()
                .filter(file -> file.name().equals(two.name()))
                .toList();
        pedidos.table.commit(TestTable.rewrite(base, List.of(three), removed, Optional.empty()));
    }

    @Test
    void fromTheBeginningTheyAreTheFiles() {
        FileChanges changes = pedidos.table.changes(-1, 1);

        assertThat(names(changes.added())).containsExactlyInAnyOrder(one.name(), two.name());
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void theyAreNet() {
        FileChanges changes = pedidos.table.changes(0, 2);

        assertThat(names(changes.added())).containsExactly(three.name());
        assertThat(changes.removed()).isEmpty();
        assertThat(changes.added().get(0).rows()).isEqualTo(1);
        assertThat(changes.added().get(0).bytes()).isEqualTo(three.bytes());
    }

    @Test
    void whatWasThereBeforeIsRemoved() {
        FileChanges changes = pedidos.table.changes(1, 2);

        assertThat(names(changes.added())).containsExactly(three.name());
        assertThat(names(changes.removed())).containsExactly(two.name());
    }

    @Test
    void nothingChangesBetweenAVersionAndItself() {
        assertThat(pedidos.table.changes(2, 2).none()).isTrue();
    }

    @Test
    void rearrangedFilesDoNotCount() throws IOException {
        String log = Files.readString(pedidos.log().resolve("00000000000000000002.json"));
        Files.writeString(
                pedidos.log().resolve("00000000000000000003.json"),
                log.replace("\"dataChange\":true", "\"dataChange\":false"));

        assertThat(pedidos.table.changes(2, 3).none()).isTrue();
    }

    @Test
    void aVersionToComeIsUnknown() {
        assertThatThrownBy(() -> pedidos.table.changes(0, 3))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("TABLE_VERSION_NOT_FOUND"));
    }

    @Test
    void anEntryThatCleanUpRemovedSendsTheCallerToTheWholeTable() throws IOException {
        for (int version = 3; version < 12; version++) {
            pedidos.append(pedidos.row(version));
        }
        for (int version = 0; version < 10; version++) {
            Files.delete(pedidos.log().resolve("%020d.json".formatted(version)));
        }
        DeltaTable table = new TestTable(home).table;

        assertThatThrownBy(() -> table.changes(2, 11)).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("CHANGES_UNAVAILABLE");
            assertThat(e.kind()).isEqualTo(FailureKind.DATA);
            assertThat(e.why()).contains("3");
        });
        assertThat(table.changes(-1, 11).added()).hasSize(11);
        assertThat(names(table.changes(10, 11).added())).hasSize(1);
        assertThatThrownBy(() -> table.snapshot(9)).hasMessageContaining("from version 10 to version 11");
        assertThat(table.snapshot(10).version()).isEqualTo(10);
    }

    private static List<String> names(List<DataFile> files) {
        return files.stream().map(DataFile::name).toList();
    }
}
