package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.storage.local.LocalStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Of a packed file DuckDB does not know the size, and makes its buffers as large as they may be. */
class PackedJsonMemoryTest {
    @TempDir
    Path folder;

    @Test
    void smallFilesNeedLittle() throws IOException {
        try (FaultLake lake = new FaultLake(
                folder,
                new LocalStorage(folder.resolve("lake")),
                new DuckDbEngine(DataSize.parse("200MB"), 2, folder.resolve("scratch")))) {
            lake.source("json");
            for (int i = 0; i < 5; i++) {
                lake.land(i + ".json.gz", packed("{\"id\":" + i + "}\n{\"id\":" + (i + 10) + "}\n"));
            }
            lake.run();
            assertThat(lake.count("bronze.t")).isEqualTo(10);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
