package dev.lakehouse.journey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Delimited text that is not as RFC 4180 has it: comments, preambles, escapes; each line is accounted for. */
class CsvDialectTest {
    private static final String REFUSED = "select _row, _record from bronze.t_quarantine";

    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void commentsBetweenRecordsAreLeftOutAndCounted() {
        lake.source("csv", "csv: { comment: \"#\" }");
        lake.land(
                "a.csv",
                "# made by hand; really, by hand\nid,note\n1,a # b\n#2,c\n3,\"x\n# no comment\"\n4,#d\n5\n#\n6,\"5\" tape\"\n"
                        + "7,5\" tape\n# e\n8,\"y\n#z\"");
        StageResult result = lake.ingest();
        assertThat(lake.rows("select id, note from bronze.t"))
                .containsExactly("1|a # b", "3|x\n# no comment", "4|#d", "7|5\" tape", "8|y\n#z");
        assertThat(lake.rows(REFUSED)).containsExactly("5|5", "6|6,\"5\" tape\"");
        assertThat(result.notices()).contains("4 lines of comments left out");
        assertThat(result.rowsIn()).isEqualTo(7);
    }

    @Test
    void aPreambleBeforeTheHeader() {
        lake.source("csv", "csv: { skip_lines: 3, comment: \"--\" }");
        lake.land(
                "a.csv",
                "\uFEFFReport; \"of June\r\n\r\nid,,,,,,\r\n-- columns\r\nid;name\r\n1;a\r\n2;\"b;\r\nb\"\r\n");
        lake.land("b.csv", "x\ny\n");
        StageResult result = lake.ingest();
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|a", "2|b;\r\nb");
        assertThat(result.problems()).isEmpty();
        assertThat(result.notices()).contains("1 line of comments left out");
        assertThat(result.notices()).anySatisfy(notice -> assertThat(notice).contains("lines before headers left out"));
    }

    @Test
    void withoutAHeader() {
        lake.source("csv", "csv: { header: false, skip_lines: 1 }", "columns: { id: bigint, name: string }");
        lake.land("a.csv", "preamble\n1,a\n2,b\n");
        assertThat(lake.ingest().rowsWritten()).isEqualTo(2);
    }

    @Test
    void escapesBetweenQuotesAndOutside() {
        lake.source("csv", "csv: { escape: \"\\\\\", null_text: \"\\\\N\", delimiter: \",\" }");
        lake.land("a.csv", """
                id,note
                1,"say \\"yes\\", or \\\\no"
                2,\\N
                3,a\\,b\\\\c
                4,"C:\\temp"
                5,one\\
                two
                6,"doubled ""too\"""
                7,C:\\dir
                8,"end\\\\"
                9,\\"q
                10
                """);
        StageResult result = lake.ingest();
        assertThat(lake.rows("select id, note from bronze.t"))
                .containsExactly(
                        "1|say \"yes\", or \\no",
                        "2|null",
                        "3|a,b\\c",
                        "4|C:\\temp",
                        "5|one\ntwo",
                        "6|doubled \"too\"",
                        "7|C:\\dir",
                        "8|end\\",
                        "9|\"q");
        assertThat(lake.rows(REFUSED)).containsExactly("11|10");
        assertThat(result.rowsIn()).isEqualTo(10);
    }

    @Test
    void nullTextOfTabSeparatedDumps() {
        lake.source("csv", "csv: { null_text: \"\\\\N\" }", "columns: { id: bigint, n: bigint }");
        lake.land("a.tsv", "id\tn\tname\n1\t\\N\tx\n2\t5\t\\N\n3\t\ty\n");
        assertThat(lake.ingest().rowsQuarantined()).isZero();
        assertThat(lake.rows("select id, n, name, _rescued from bronze.t"))
                .containsExactly("1|null|x|null", "2|5|null|null", "3|null|y|null");
    }

    @Test
    void otherEncodings() {
        lake.source("csv", "csv: { comment: \"#\", encoding: utf-16 }");
        lake.land("a.csv", "\uFEFF# é\nid,name\n1,ção\n# ü\n2,\u20AC\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(lake.ingest().problems()).isEmpty();
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|ção", "2|\u20AC");
    }

    @Test
    void nothingButCommentsIsEmptyAndALongPreambleIsSaid() {
        lake.source("csv", "csv: { comment: \"#\" }");
        lake.land("a.csv", "# a\n# b\n").land("b.csv", "# long\n".repeat(200_000) + "id,name\n1,a\n");
        StageResult result = lake.ingest();
        assertThat(result.rowsIn()).isZero();
        assertThat(result.problems())
                .singleElement()
                .asString()
                .contains("b.csv", "its first 1 MB of text has no header");
    }

    @Test
    void packedInAnArchiveToo() {
        lake.source("csv", "csv: { comment: \"#\", skip_lines: 1 }");
        byte[] text = Packed.text("made today\n# c\nid,name\n1,a\n");
        lake.land("a.zip", Packed.zip(java.util.Map.of("x.csv.gz", Packed.By.GZ.of(text))));
        assertThat(lake.ingest().notices())
                .containsAll(List.of(
                        "1 line of comments left out", "1 line before headers left out, as csv: { skip_lines } says"));
        assertThat(lake.rows("select id, name from bronze.t")).containsExactly("1|a");
    }
}
