package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Single files that are packed are read to their end, or not at all. */
class PackedFilesTest {
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("csv");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @EnumSource
    void textIsReadToTheEndOfItsLastStream(Packed.By by) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(by.of(Packed.text("id,name\n1,a\n")));
        joined.write(by.of(Packed.text("2,b\n3,\"c")));
        joined.write(by.of(Packed.text("c\"\n")));
        lake.land("a.csv" + by.ending(), joined.toByteArray());
        assertThat(lake.ingest().problems()).isEmpty();
        assertThat(lake.rows("select id, name, _source_file from bronze.t"))
                .containsExactly(
                        "1|a|landing/in/a.csv" + by.ending(),
                        "2|b|landing/in/a.csv" + by.ending(),
                        "3|cc|landing/in/a.csv" + by.ending());
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        assertNoScratch();
    }

    @ParameterizedTest
    @EnumSource
    void jsonAndParquet(Packed.By by) throws IOException {
        lake.source("json").land("a.json" + by.ending(), by.of(Packed.text("{\"id\":1}\n{\"id\":2}\n")));
        assertThat(lake.ingest().rowsWritten()).isEqualTo(2);
        try (FaultLake other = new FaultLake(folder.resolve("other")).source("parquet")) {
            other.land("a.parquet" + by.ending(), by.of(parquet()));
            other.land("b.parquet" + by.ending(), by.of(Packed.text("no parquet at all")));
            StageResult result = other.ingest();
            assertThat(result.rowsWritten()).isEqualTo(2);
            assertThat(result.problems()).singleElement().asString().contains("b.parquet", "as a Parquet file does");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCutOffOrDamagedIsRefusedAsAWhole(Packed.By by) {
        byte[] whole = by.of(Packed.text(rows()));
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x10;
        lake.land("cut.csv" + by.ending(), Arrays.copyOf(whole, whole.length / 2));
        lake.land("end.csv" + by.ending(), Arrays.copyOf(whole, whole.length - 1));
        lake.land("flipped.csv" + by.ending(), flipped);
        lake.land("none.csv" + by.ending(), Packed.text("id,name\n1,a\n"));
        lake.land("sound.csv" + by.ending(), whole);
        StageResult result = lake.ingest();
        assertThat(result.rowsWritten()).isEqualTo(ROWS);
        assertThat(lake.rows("select distinct _source_file from bronze.t"))
                .containsExactly("landing/in/sound.csv" + by.ending());
        assertThat(result.problems())
                .hasSize(4)
                .allSatisfy(problem -> assertThat(problem).contains("cannot be unpacked"));
        // What can be seen from its beginning is not planned: bzip2's first block is most of such a file.
        assertThat(lake.count("bronze.t_quarantine")).isBetween(1L, 3L);
        assertNoScratch();
    }

    @ParameterizedTest
    @EnumSource
    void emptyOnes(Packed.By by) {
        lake.land("a.csv" + by.ending(), by.of(new byte[0])).land("b.csv" + by.ending(), new byte[0]);
        StageResult result = lake.ingest();
        assertThat(result.problems()).isEmpty();
        assertThat(result.rowsWritten()).isZero();
        assertThat(lake.ingest().batches()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void bombs(Packed.By by) throws IOException {
        byte[] head = by.of(Packed.text("id,name\n1,a\n"));
        byte[] zeros = by.of(Packed.zeros(100));
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(head);
        for (int i = 0; i < 100; i++) {
            bomb.write(zeros);
        }
        lake.land("a.csv" + by.ending(), bomb.toByteArray());
        lake.land("b.csv", "id,name\n2,b\n");
        StageResult result = lake.ingest();
        assertThat(result.rowsWritten()).isEqualTo(1);
        assertThat(result.problems()).singleElement().asString().contains("it unpacks to more than 1000 times its");
        assertThat(lake.rows("select _rule, _source_file from bronze.t_quarantine"))
                .containsExactly("unreadable|landing/in/a.csv" + by.ending());
        assertNoScratch();
    }

    @Test
    void theSourcesOwnLimits() {
        lake.source("csv", "unpack: { max_size: 1KB }");
        lake.land("a.csv.gz", Packed.By.GZ.of(Packed.text(rows())));
        assertThat(lake.ingest().problems()).singleElement().asString().contains("more than 1KB", "max_size");
    }

    @Test
    void packedTwiceIsRefused() {
        lake.land("a.csv.gz.zst", Packed.By.ZST.of(Packed.By.GZ.of(Packed.text("id\n1\n"))));
        assertThat(lake.ingest().problems()).singleElement().asString().contains("packed twice");
    }

    private void assertNoScratch() {
        Path scratch = lake.home().resolve("ops/scratch");
        try (var files = Files.walk(scratch)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".lock")))
                    .isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private byte[] parquet() throws IOException {
        try (FaultLake maker = new FaultLake(folder.resolve("maker")).source("csv")) {
            maker.land("a.csv", "id,name\n1,a\n2,b\n").ingest();
            try (var files = Files.walk(maker.home().resolve("bronze/t"))) {
                List<Path> data = files.filter(file -> file.toString().endsWith(".parquet")
                                && !file.toString().contains("_delta_log"))
                        .toList();
                return Files.readAllBytes(data.get(0));
            }
        }
    }

    private static String rows() {
        StringBuilder text = new StringBuilder("id,name\n");
        new Random(1).longs(ROWS).forEach(number -> text.append(number).append(",a\n"));
        return text.toString();
    }
}
