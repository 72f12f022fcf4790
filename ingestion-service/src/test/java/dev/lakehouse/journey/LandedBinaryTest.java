package dev.lakehouse.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that are rows: what they are is known by their content, and small ones are in the table. */
class LandedBinaryTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("binary", "binary: { keep: 20KB }");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aFileIsARow() throws IOException {
        lake.land("foto.dat", image("png", 320, 200)).land("sub/b.jpg", image("jpg", 30, 20));
        lake.land("nota.pdf", "%PDF-1.7\n%âãÏÓ\n");
        lake.land("grande.bin", new byte[20_481]);
        Files.setLastModifiedTime(lake.landed("nota.pdf"), FileTime.from(Instant.parse("2024-01-31T10:00:00.5Z")));
        assertRows(4, 0);
        assertThat(lake.rows(
                        "select path, size, type, width, height, sha256 = sha256(content), octet_length(content) = size"
                                + " from bronze.t order by path"))
                .containsExactly(
                        "landing/in/foto.dat|" + Files.size(lake.landed("foto.dat")) + "|image/png|320|200|true|true",
                        "landing/in/grande.bin|20481|application/octet-stream|null|null|null|null",
                        "landing/in/nota.pdf|" + Files.size(lake.landed("nota.pdf"))
                                + "|application/pdf|null|null|true|true",
                        "landing/in/sub/b.jpg|" + Files.size(lake.landed("sub/b.jpg")) + "|image/jpeg|30|20|true|true");
        assertThat(
                        lake.rows(
                                "select modified, sha256 from bronze.t where path like '%pdf' or path like '%bin' order by path"))
                .last()
                .asString()
                .startsWith("2024-01-31T10:00:00.500Z|");
        assertThat(lake.rows("select sha256 from bronze.t where path like '%bin'"))
                .containsExactly(
                        lake.rows("select sha256(repeat(chr(0), 20481)::blob)").get(0));
    }

    @Test
    void brokenImagesAndEmptyFilesAreRowsToo() throws IOException {
        byte[] image = image("png", 320, 200);
        lake.land("cut.png", Arrays.copyOf(image, 12)).land("empty.png", "");
        assertRows(2, 0);
        assertThat(lake.rows("select path, size, type, width from bronze.t order by path"))
                .containsExactly("landing/in/cut.png|12|image/png|null", "landing/in/empty.png|0|image/png|null");
    }

    @Test
    void thousandsOfFiles() {
        for (int file = 0; file < 1100; file++) {
            lake.land("f" + (10_000 + file), new byte[] {(byte) file, (byte) (file >> 8)});
        }
        assertRows(1100, 0);
        assertThat(lake.rows("select count(distinct sha256), min(path) from bronze.t"))
                .containsExactly("1100|landing/in/f10000");
    }

    private StageResult assertRows(long written, long quarantined) {
        StageResult result = lake.ingest();
        assertThat(List.of(result.rowsWritten(), result.rowsQuarantined()))
                .as(result.problems().toString())
                .containsExactly(written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        return result;
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
