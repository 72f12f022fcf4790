package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Plain text: a row a line, and no line without a place to be found in. */
class LandedTextTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("text");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void linesAreRowsToTheLetterAndInTheirOrder() {
        lake.land("a.log", "\uFEFFfirst\r\n\r\n  São \"x\",y\t\n\nlast without an end");
        lake.land("b.log", "one more\n");
        assertRows(6, 0);
        assertThat(lake.rows("select line, _source_file, _batch, _rescued from bronze.t"))
                .containsExactly(
                        "first|landing/in/a.log|0|null",
                        "|landing/in/a.log|0|null",
                        "  São \"x\",y\t|landing/in/a.log|0|null",
                        "|landing/in/a.log|0|null",
                        "last without an end|landing/in/a.log|0|null",
                        "one more|landing/in/b.log|0|null");
    }

    @Test
    void aLineInAnotherEncodingOrTooLongCostsItselfAlone() {
        lake.land("a.log", latin("um\nSão\n" + "y".repeat(17 << 20) + "\nfim\n"));
        assertRows(2, 2);
        assertThat(lake.rows("select _row, _rule, _record[:5], length(_record) from bronze.t_quarantine order by _row"))
                .containsExactly("2|malformed|São|3", "3|malformed|yyyyy|10000");
    }

    @Test
    void otherEncodingsAndAnotherNameOfTheColumn() {
        lake.source("text", "text: { encoding: latin-1, column: texto }");
        lake.land("a.log", latin("São\n"));
        assertRows(1, 0);
        assertThat(lake.rows("select texto from bronze.t")).containsExactly("São");
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            FaultLake other =
                    new FaultLake(folder.resolve(charset.name())).source("text", "text: { encoding: utf-16 }");
            other.land("a.log", "\uFEFFSão \u0A0A\r\n\uD83D\uDC0E\n".getBytes(charset));
            assertThat(other.ingest().rowsWritten()).isEqualTo(2);
            assertThat(other.rows("select line from bronze.t")).containsExactly("São \u0A0A", "\uD83D\uDC0E");
            other.close();
        }
    }

    @Test
    void aPackedFileThatIsCutOffIsInQuarantineAsAWholeAndKeepsNoOtherOut() throws IOException {
        byte[] packed = packed(numbered(400_000));
        lake.land("a.log.gz", packed(numbered(1000)));
        lake.land("b.log.gz", java.util.Arrays.copyOf(packed, packed.length - 1000));
        byte[] small = packed("x\n".repeat(9000));
        lake.land("c.log.gz", java.util.Arrays.copyOf(small, small.length - 12));
        lake.land("d.log.gz", packed(numbered(500)));
        lake.land("e.log.gz", new byte[] {'n', 'o', 'n', 'e'});
        lake.land("f.log", "\u0000\u0001binary");
        StageResult result = assertRows(1500, 2);
        assertThat(String.join("\n", result.problems()))
                .contains("b.log.gz cannot be read through and is in quarantine as a whole")
                .contains("c.log.gz cannot be read through")
                .contains("e.log.gz is not taken in")
                .contains("f.log is not taken in: it has bytes that no text has");
        assertThat(lake.rows("select count(*), count(distinct line) from bronze.t"))
                .containsExactly("1500|1000");
        assertThat(folder.resolve("lake/bronze/t").toFile().list((at, name) -> name.endsWith(".parquet")))
                .as("no file that no log names")
                .hasSize(1);
    }

    @Test
    void nothingAndThousandsOfSmallFiles() {
        lake.land("empty.log", "");
        for (int file = 0; file < 1200; file++) {
            lake.land("f" + (10_000 + file) + ".log", "a" + file + "\nb" + file + "\n");
        }
        assertRows(2400, 0);
        assertThat(lake.rows("select count(distinct _source_file), count(distinct _batch) from bronze.t"))
                .containsExactly("1200|2");
        assertThat(lake.rows("select line from bronze.t limit 3")).containsExactly("a0", "b0", "a1");
    }

    @Test
    void manyRefusedLinesAreAllInQuarantine() {
        lake.land("a.log", latin("não\nsim\n".repeat(60_000)));
        assertRows(60_000, 60_000);
        assertThat(lake.rows("select min(_row), max(_row), count(distinct _row) from bronze.t_quarantine"))
                .containsExactly("1|119999|60000");
    }

    private StageResult assertRows(long written, long quarantined) {
        StageResult result = lake.run().results().get(0);
        assertThat(List.of(result.rowsIn(), result.rowsWritten(), result.rowsQuarantined()))
                .containsExactly(written + quarantined, written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(quarantined);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        return result;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String numbered(int lines) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < lines; line++) {
            text.append("line ")
                    .append(line)
                    .append(" of many that differ by ")
                    .append(line * 31L)
                    .append('\n');
        }
        return text.toString();
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
