package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is wrong with a delimited file, each of its lines is a row or stands in quarantine with its text. */
class BadCsvTest {
    private static final String REFUSED = "select _row, _record from bronze.t_quarantine order by _source_file, _row";

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

    @Test
    void linesWithAnotherNumberOfValues() {
        lake.land("a.csv", "id,name\r\n1,a\r\n2\r\n3,c,x\r\n4,d");
        assertRows(lake.ingest(), 2, 2);
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|a", "4|d");
        assertThat(lake.rows(REFUSED)).containsExactly("3|2", "4|3,c,x");
        assertThat(lake.rows("select _reason from bronze.t_quarantine").get(0))
                .contains("Expected Number of Columns: 2 Found: 1");
    }

    @Test
    void aBrokenQuoteCostsItsOwnLineAlone() {
        lake.land("a.csv", "id,name\n1,\"a\n2,b\n3,\"c\"\n4,\"d\"e\n5,\"f\ng\"\n6,\"h");
        assertRows(lake.ingest(), 3, 3);
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("2|b", "3|c", "5|f\ng");
        assertThat(lake.rows(REFUSED)).containsExactly("2|1,\"a", "5|4,\"d\"e", "7|6,\"h");
    }

    @Test
    void aBrokenQuoteInALargeFileSwallowsNothing() {
        int lines = 400_000;
        StringBuilder text = new StringBuilder("id,name,filler\n");
        for (int i = 0; i < lines; i++) {
            text.append(i).append(i == lines / 2 ? ",\"broken," : ",sound,").append("x".repeat(30));
            text.append('\n');
        }
        lake.land("a.csv", text.toString());
        assertRows(lake.ingest(), lines - 1, 1);
        assertThat(lake.rows("select count(distinct id), min(id::int), max(id::int) from bronze.t"))
                .containsExactly((lines - 1) + "|0|" + (lines - 1));
        assertThat(lake.rows("select _row from bronze.t_quarantine")).containsExactly("" + (lines / 2 + 2));
    }

    @Test
    void aBrokenQuoteAtTheEndOfOneOfManyFilesLosesNothing() {
        for (int i = 0; i < 40; i++) {
            lake.land("%02d.csv".formatted(i), "id,name\n" + i + (i == 33 ? ",\"a" : ",a") + "\n100,b\n");
        }
        assertRows(lake.ingest(), 79, 1);
        assertThat(lake.rows("select _source_file, _row, _record from bronze.t_quarantine"))
                .containsExactly("landing/in/33.csv|2|33,\"a");
        assertThat(lake.rows("select count(distinct _source_file) from bronze.t"))
                .containsExactly("40");
    }

    @Test
    void bytesOfAnotherEncoding() throws IOException {
        byte[] latin = "id,name\n1,São\n2,ok\n".getBytes(StandardCharsets.ISO_8859_1);
        lake.land("a.csv", latin).land("b.csv.gz", packed(latin));
        assertRows(lake.ingest(), 2, 2);
        assertThat(lake.rows(REFUSED)).containsExactly("2|1,São", "2|1,São");
        assertThat(lake.rows("select distinct _reason from bronze.t_quarantine").get(0))
                .contains("is not valid utf-8", "csv: { encoding: latin-1 }");
    }

    @Test
    void aHeaderInAnotherEncodingIsNotTakenIn() {
        lake.land("a.csv", "id,preço\n1,2\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused("its header is not in the encoding that the source names", "latin-1");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAName() {
        lake.land("a.csv", "\uFEFF\"id\",name\n1,a\n2,\"b\n3,c\n");
        assertRows(lake.ingest(), 2, 1);
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|a", "3|c");
    }

    @Test
    void lineEndsOfEveryKindInOneFile() {
        lake.land("a.csv", "id,name\r\n1,a\n2,b\r\n3,\"c\r\nd\"\n4,e");
        assertRows(lake.ingest(), 4, 0);
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|a", "2|b", "3|c\r\nd", "4|e");
    }

    @Test
    void aLineTooLongIsKeptWhole() {
        lake.land("a.csv", "id,name\n1,a\n2," + "x".repeat(3 << 20) + "\n3,c\n");
        assertRows(lake.ingest(), 2, 1);
        assertThat(lake.rows("select _row, length(_record) from bronze.t_quarantine"))
                .containsExactly("3|" + (2 + (3 << 20)));
    }

    @Test
    void nulBytesStay() {
        lake.land("a.csv", "id,name\n1,a\0b\n2,c\n");
        assertRows(lake.ingest(), 2, 0);
        assertThat(lake.rows("select name from bronze.t")).containsExactly("a\0b", "c");
    }

    @Test
    void filesWithoutRowsAreTakenAndDone() {
        lake.land("a.csv", "").land("b.csv", "id,name\n").land("c.csv", "\n\n").land("d.csv", "id,name");
        assertRows(lake.ingest(), 0, 0);
        assertThat(lake.ingest().batches()).isZero();
    }

    @Test
    void headersThatCannotBeAreNotTakenIn() {
        lake.land("a.csv", "id,name,ID\n1,a,2\n");
        assertRefused("its header names the column ID twice");
        lake.land("a.csv", "id,\"name\n1,a\n");
        assertRefused("a quote opens in its first line and is not closed");
        lake.land("a.csv", "PAR1\0\1\2,x\n1,2\n");
        assertRefused("its first line has bytes that are no text");
    }

    @Test
    void aFileOfOtherColumnsOrWithoutHeaderIsNotTakenIn() {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { id: bigint, name: string } }
                """);
        lake.land("a.csv", "x,y\n1,2\n").land("b.csv", "1,a\n2,b\n").land("c.csv", "id,name\n1,a\n");
        StageResult result = lake.ingest();
        assertRows(result, 1, 0);
        assertThat(result.problems())
                .hasSize(2)
                .allSatisfy(problem ->
                        assertThat(problem).contains("names none of the columns that the pipeline reads (id, name)"));
        assertThat(lake.ingest().problems()).as("a later run says so again").hasSize(2);
    }

    @Test
    void namesThatDifferInCaseAreOneColumn() {
        lake.source("csv", "max_files: 1");
        lake.land("a.csv", "id,Nome\n1,a\n").land("b.csv", "ID,nome\n2,b\n");
        assertRows(lake.ingest(), 2, 0);
        assertThat(lake.rows("select id, Nome from bronze.t order by id")).containsExactly("1|a", "2|b");
    }

    @Test
    void aPackedFileThatIsCutOffDoesNotKeepOthersOut() throws IOException {
        StringBuilder text = new StringBuilder("id,name\n");
        new Random(1).longs(200_000).forEach(number -> text.append(number).append(",a\n"));
        byte[] whole = packed(text.toString().getBytes(StandardCharsets.UTF_8));
        lake.land("a.csv.gz", Arrays.copyOf(whole, whole.length / 2)).land("b.csv.gz", "id,name\n1,a\n");
        lake.land("c.csv", "id,name\n1,a\n");
        StageResult result = lake.ingest();
        assertRows(result, 1, 1);
        assertThat(String.join("\n", result.problems()))
                .contains("a.csv.gz cannot be read through and is in quarantine as a whole")
                .contains(
                        "b.csv.gz is not taken in: it cannot be unpacked: it is cut off or damaged (Input is not in the .gz format");
    }

    @Test
    void folderNamesDoNotOverruleValues() {
        lake.land("id=5/a.csv", "id,name\n1,a\n");
        lake.ingest();
        assertThat(lake.rows("select id from bronze.t")).containsExactly("1");
    }

    private void assertRefused(String... words) {
        StageResult result = lake.ingest();
        assertThat(result.batches()).isZero();
        assertThat(result.problems()).singleElement().asString().contains("landing/in/a.csv is not taken in");
        assertThat(result.problems().get(0)).contains(words);
    }

    private void assertRows(StageResult result, long written, long quarantined) {
        assertThat(List.of(result.rowsIn(), result.rowsWritten(), result.rowsQuarantined()))
                .containsExactly(written + quarantined, written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(quarantined);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(content);
        }
        return bytes.toByteArray();
    }
}
