package dev.lakehouse.journey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** JSON and Parquet that are not as they should be, and files of unusual names and numbers. */
class BadFilesTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("json");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void linesThatAreNoObjects() {
        lake.land("a.json", "{\"id\":1}\n42\nnull\n[1]\n \n{\"id\":2}\r\n{\"id\":3,\"n\":\"c");
        assertRows(2, 4);
        assertThat(lake.rows("select _row, _record from bronze.t_quarantine order by _row"))
                .containsExactly("2|42", "3|null", "4|[1]", "7|{\"id\":3,\"n\":\"c");
    }

    @Test
    void anArrayThatIsCutOffIsInQuarantineAsAWhole() {
        lake.land("a.json", "[{\"id\":1},\n{\"id\":2},\n{\"id\"").land("b.json", "[{\"id\":7}]");
        StageResult result = assertRows(1, 1);
        assertThat(result.problems())
                .singleElement()
                .asString()
                .contains("landing/in/a.json cannot be read through", "Malformed JSON");
    }

    @Test
    void keysThatDifferInCaseAreOneColumnAndNoValueIsLost() {
        lake.land("a.json", "{\"id\":1,\"Nome\":\"a\",\"nome\":\"b\"}\n{\"ID\":2,\"NOME\":\"c\"}\n");
        lake.land("b.json", "{\"id\":3,\"nome\":\"d\"}\n");
        lake.source("json", "max_files: 1");
        assertRows(3, 0);
        assertThat(lake.rows("select id, nome, _rescued from bronze.t order by id"))
                .containsExactly("1|a|{\"nome\":\"b\"}", "2|c|null", "3|d|null");
    }

    @Test
    void keysThatAreNoColumnNames() {
        lake.land("a.json", "{\"\":1,\"a b\":2,\"_batch\":4,\"a/b~c\":5,\"a'q\":6}\n");
        assertRows(1, 0);
        assertThat(lake.rows("select column_1, a_b, source_batch, \"a/b~c\", \"a'q\", _batch from bronze.t"))
                .containsExactly("1|2|4|5|6|0");
    }

    @Test
    void anObjectTooLargeAndOneInAnotherEncodingCostThemselvesAlone() {
        byte[] large = ("{\"id\":1}\n{\"id\":2,\"x\":\"" + "y".repeat(17 << 20)
                        + "\"}\n{\"id\":3,\"x\":\"São\"}\n{\"id\":4}\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        lake.land("a.json", large);
        assertRows(2, 2);
        assertThat(lake.rows("select _row, length(_record) > 10 from bronze.t_quarantine order by _row"))
                .containsExactly("2|true", "3|true");
    }

    @Test
    void deepNesting() {
        lake.land("a.json", "{\"id\":1,\"d\":" + "[".repeat(2000) + "]".repeat(2000) + "}\n{\"id\":2}\n");
        assertRows(2, 0);
    }

    @Test
    void corruptParquetDoesNotKeepSoundParquetOut() throws Exception {
        lake.source("parquet");
        for (String name : List.of("footer", "page", "cut", "whole")) {
            parquet(name + ".parquet", "select range as id, hash(range)::varchar as n from range(50000)");
        }
        parquet("empty.parquet", "select range as id, 'a' as n from range(0)");
        damage("page.parquet", 0.5);
        damage("footer.parquet", 0.999);
        byte[] cut = Files.readAllBytes(lake.landed("cut.parquet"));
        lake.land("cut.parquet", Arrays.copyOf(cut, cut.length / 2));
        StageResult result = assertRows(50_000, 2);
        assertThat(String.join("\n", result.problems()))
                .contains("page.parquet cannot be read through and is in quarantine as a whole")
                .contains("footer.parquet cannot be read through")
                .contains("cut.parquet is not taken in: it does not begin and end as a Parquet file does")
                .doesNotContain("LINE 1");
    }

    @Test
    void parquetOfTypesAndNamesThatDeltaLacks() throws Exception {
        lake.source("parquet");
        parquet("a.parquet", "select interval 1 day as i, time '10:00' as t, 1 as \"a b\", 2 as \"_batch\"");
        assertRows(1, 0);
        assertThat(lake.rows("select i, t, a_b, source_batch from bronze.t")).containsExactly("1 day|10:00:00|1|2");
    }

    @Test
    void fileNamesOfAnyCharacters() {
        lake.source("csv");
        List<String> names = List.of(
                "a b",
                "ação",
                "it's",
                "q\"x",
                "50%",
                "%20",
                "#1",
                "[x]",
                "st*r",
                "q?",
                "{a,b}",
                "back\\slash",
                "new\nline");
        names.forEach(name -> lake.land(name + ".csv", "id,name\n1,a\n2\n"));
        assertRows(names.size(), names.size());
        for (String table : List.of("bronze.t", "bronze.t_quarantine")) {
            assertThat(lake.rows("select _source_file from " + table))
                    .containsExactlyInAnyOrderElementsOf(names.stream()
                            .map(name -> "landing/in/" + name + ".csv")
                            .toList());
        }
    }

    @Test
    void linksThatLeadNowhereOrInACircle() throws Exception {
        lake.source("csv").land("b.csv", "id,name\n1,a\n");
        Files.createSymbolicLink(lake.landed("a.csv"), folder.resolve("nowhere"));
        Files.createSymbolicLink(lake.landed("loop"), lake.landed("."));
        assertRows(1, 0);
    }

    private StageResult assertRows(long written, long quarantined) {
        StageResult result = lake.ingest();
        assertThat(List.of(result.rowsIn(), result.rowsWritten(), result.rowsQuarantined()))
                .containsExactly(written + quarantined, written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(quarantined);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        return result;
    }

    private void parquet(String name, String query) throws Exception {
        Path file = lake.landed(name);
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + query + ") to '" + file + "' (format parquet)");
        }
    }

    private void damage(String name, double where) throws Exception {
        byte[] content = Files.readAllBytes(lake.landed(name));
        int start = (int) (content.length * where) - 100;
        for (int i = start; i < start + 80; i++) {
            content[i] ^= 0x5a;
        }
        lake.land(name, content);
    }
}
