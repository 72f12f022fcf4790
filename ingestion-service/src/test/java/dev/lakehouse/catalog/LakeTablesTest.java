package dev.lakehouse.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.storage.ForwardingStorage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where logs lie in a lake of millions of objects, of which nobody wants to list each. */
class LakeTablesTest {
    @TempDir
    private Path home;

    @BeforeEach
    void aTableAndWhatIsNone() throws IOException {
        file("silver/pedidos/_delta_log/%020d.json".formatted(0));
        file("silver/pedidos/day=1/part-0.parquet");
        file("ops/batches/silver.pedidos/0.json");
        file("bronze/raw/2026/11/orders.csv");
    }

    @Test
    void logsAreFoundSoundOrDamagedAndDeepInTheirSchema() throws IOException {
        file("gold/damaged/_delta_log/lost");
        file("gold/by/others/deep/_delta_log/%020d.json".formatted(7));

        assertThat(lake().logs())
                .containsExactly("s3://gold/by/others/deep", "s3://gold/damaged", "s3://silver/pedidos");
    }

    /** Better to leave a table in the catalog than to lose the only place where its folder is named. */
    @Test
    void whatLiesTooDeepToBeLookedIntoMayBeATable() throws IOException {
        file("gold/a/b/c/d/e/_delta_log/%020d.json".formatted(0));

        assertThat(lake().logs()).containsExactly("s3://gold/a/b/c/d", "s3://silver/pedidos");
    }

    private void file(String path) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
    }

    /** Of storage in which listing objects at any depth is a fault. */
    private LakeTables lake() {
        return new LakeTables(
                new ForwardingStorage(new LocalStorage(home)) {
                    @Override
                    public List<StoredFile> list(StoragePath folder) {
                        throw new AssertionError("listed every object of " + folder);
                    }
                },
                path -> "s3://" + path);
    }
}
