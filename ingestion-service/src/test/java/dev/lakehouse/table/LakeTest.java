package dev.lakehouse.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LakeTest {
    @TempDir
    Path parent;

    @Test
    void lookingMakesNothing() {
        Path home = parent.resolve("lake");
        Lake lake = Lake.open(new LocalStorage(home));
        DeltaTable table = lake.table(TableName.parse("silver.pedidos"));

        assertThat(lake.tables()).isEmpty();
        assertThat(table.exists()).isFalse();
        assertThat(table.snapshot()).isEmpty();
        assertThat(table.history(10)).isEmpty();
        assertThat(home).doesNotExist();
    }

    @Test
    void theFirstCommitClaimsTheLake() {
        TestTable pedidos = new TestTable(parent);
        pedidos.append(pedidos.row(1));

        assertThat(parent.resolve("ops/lake.json")).content().startsWith("{\"format\":1,\"created_by\":\"");
        Lake.open(new LocalStorage(parent)).claim();
    }

    @Test
    void aLakeOfANewerVersionIsLeftAlone() throws IOException {
        Files.createDirectories(parent.resolve("ops"));
        Files.writeString(parent.resolve("ops/lake.json"), "{\"format\":2,\"created_by\":\"3.1.0\",\"more\":{}}");

        assertThatThrownBy(() -> Lake.open(new LocalStorage(parent)))
                .isInstanceOfSatisfying(LakehouseException.class, e -> {
                    assertThat(e.code()).isEqualTo("LAKE_TOO_NEW");
                    assertThat(e.kind()).isEqualTo(FailureKind.USER);
                    assertThat(e.why()).contains("3.1.0");
                    assertThat(e.fix()).contains("upgrade");
                });
    }

    @Test
    void aLakeThatBecameNewerMeanwhileIsLeftAlone() throws IOException {
        TestTable pedidos = new TestTable(parent);
        WrittenFile row = pedidos.row(1);
        Files.createDirectories(parent.resolve("ops"));
        Files.writeString(parent.resolve("ops/lake.json"), "{\"format\":2,\"created_by\":\"3.1.0\"}");

        assertThatThrownBy(() -> pedidos.append(row)).hasMessageContaining("3.1.0");
        assertThat(pedidos.log()).doesNotExist();
    }

    @Test
    void aBrokenMarkIsNamed() throws IOException {
        Files.createDirectories(parent.resolve("ops"));
        Files.writeString(parent.resolve("ops/lake.json"), "{");

        assertThatThrownBy(() -> Lake.open(new LocalStorage(parent)))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("LAKE_FILE_BROKEN"))
                .hasMessageContaining("ops/lake.json");
    }

    @Test
    void tablesAreThoseWithACommit() throws IOException {
        TestTable pedidos = new TestTable(parent, "silver.pedidos");
        pedidos.append(pedidos.row(1));
        TestTable clientes = new TestTable(parent, "bronze.clientes");
        clientes.append(clientes.row(1));
        Files.createDirectories(parent.resolve("gold/begun/_delta_log"));
        Files.createDirectories(parent.resolve("gold/Not A Table"));

        assertThat(pedidos.lake.tables())
                .containsExactly(TableName.parse("bronze.clientes"), TableName.parse("silver.pedidos"));
    }

    @Test
    void aMissingTableNamesTheNearest() {
        TestTable pedidos = new TestTable(parent);
        pedidos.append(pedidos.row(1));

        assertThat(pedidos.lake.existing(pedidos.table.name())).isSameAs(pedidos.table);
        assertThatThrownBy(() -> pedidos.lake.existing(TableName.parse("silver.pedido")))
                .isInstanceOfSatisfying(LakehouseException.class, e -> {
                    assertThat(e.code()).isEqualTo("TABLE_NOT_FOUND");
                    assertThat(e.why()).contains("silver.pedidos");
                });
    }
}
