package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of columns that land after the table was made, as the source says; no value goes without a word. */
class SchemaEvolutionTest {
    @TempDir
    private Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "xml"})
    void aTableGetsNewColumnsUnlessItIsToldOtherwise(String format) {
        twice(format, "add-columns");
        assertThat(lake.rows("select a, b, c, _rescued from bronze.t order by a"))
                .containsExactly("1|x|null|null", "2|y|7|null");
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "xml"})
    void whatHasNoColumnIsRescued(String format) {
        StageResult second = twice(format, "rescue");
        assertThat(lake.rows("select a, b, _rescued from bronze.t order by a"))
                .containsExactly("1|x|null", "2|y|{\"c\":\"7\"}");
        assertThat(second.notices()).anyMatch(notice -> notice.contains("or have no column"));
        assertThat(columns()).doesNotContain("c");
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "xml"})
    void aColumnIsLeftOutAndTheRunSaysSo(String format) {
        StageResult second = twice(format, "none");
        assertThat(lake.rows("select a, b, _rescued from bronze.t order by a")).containsExactly("1|x|null", "2|y|null");
        assertThat(second.notices()).contains("a column that landed is left out, as schema_evolution: none says: c");
        assertThat(columns()).doesNotContain("c");
    }

    @ParameterizedTest
    @CsvSource({"csv", "json", "xml"})
    void aRunFailsBeforeAnythingIsWritten(String format) {
        source(format, "fail");
        land(format, 1);
        lake.run();
        land(format, 2);
        assertThatThrownBy(lake::run).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("COLUMN_NOT_KNOWN");
            assertThat(e).hasMessageContaining("has a new column: c");
            assertThat(e.fix()).contains("columns: { c: string }");
        });
        assertThat(lake.rows("select a from bronze.t")).containsExactly("1");

        // Once it is declared, the same batch is done.
        lake.source(format, options(format, "fail", "columns: { c: string }"));
        lake.run();
        assertThat(lake.rows("select a, c from bronze.t order by a")).containsExactly("1|null", "2|7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rescue", "none", "fail"})
    void theFirstFilesMakeTheTableWhateverTheyHave(String evolution) {
        source("csv", evolution);
        lake.land("1.csv", "a,b\n1,x\n").land("2.csv", "a,b,c\n2,y,7\n").run();
        assertThat(lake.rows("select a, b, c, _rescued from bronze.t order by a"))
                .containsExactly("1|x|null|null", "2|y|7|null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rescue", "none", "fail"})
    void aTableOfWhichNothingCouldBeReadYetIsNone(String evolution) {
        source("csv", evolution);
        lake.land("1.csv.gz", CutOffGzip.of("a,b\n" + "1,x\n".repeat(200_000))).run();
        lake.land("2.csv", "a,b\n2,y\n").run();
        assertThat(lake.rows("select a, b, _rescued from bronze.t")).containsExactly("2|y|null");
    }

    @Test
    void whatIsNestedIsRescuedAsJson() throws Exception {
        lake.source("parquet", options("parquet", "rescue"));
        try (java.sql.Connection duckdb = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = duckdb.createStatement()) {
            Files.createDirectories(lake.landed("1.parquet").getParent());
            statement.execute("copy (select 1 as a) to '" + lake.landed("1.parquet") + "' (format parquet)");
            lake.run();
            statement.execute("copy (select 2 as a, {'x': 'y, ''z'}  as c, [1, 2] as d) to '" + lake.landed("2.parquet")
                    + "' (format parquet)");
        }
        lake.run();
        assertThat(lake.rows("select _rescued->>'c', _rescued->>'d' from bronze.t where a = 2"))
                .containsExactly("{\"x\":\"y, 'z\"}|[1,2]");
    }

    @Test
    void valuesThatDoNotFitAreRescuedBesideThoseWithoutAColumn() {
        lake.source("csv", options("csv", "rescue", "columns: { a: bigint }"));
        lake.land("1.csv", "a,b\n1,x\n").run();
        lake.land("2.csv", "a,b,c\n2,y,7\nz,w,\nq,v,8\n").run();
        assertThat(lake.rows("select a, b, _rescued from bronze.t order by b"))
                .containsExactly(
                        "null|v|{\"a\":\"q\",\"c\":\"8\"}", "null|w|{\"a\":\"z\"}", "1|x|null", "2|y|{\"c\":\"7\"}");
    }

    @Test
    void aWrongWordIsAnErrorOfThePipeline() {
        assertThatThrownBy(
                        () -> lake.source("csv", "schema_evolution: add-column").read())
                .hasMessageContaining("add-columns");
    }

    private StageResult twice(String format, String evolution) {
        source(format, evolution);
        land(format, 1);
        lake.run();
        land(format, 2);
        return lake.ingest();
    }

    private void source(String format, String evolution) {
        lake.source(format, options(format, evolution));
    }

    private static String[] options(String format, String evolution, String... more) {
        List<String> options = new java.util.ArrayList<>(List.of(more));
        options.add("schema_evolution: " + evolution);
        if (format.equals("xml")) {
            options.add("xml: { row: r }");
        }
        return options.toArray(String[]::new);
    }

    private void land(String format, int file) {
        String name = file + "." + format;
        boolean first = file == 1;
        switch (format) {
            case "csv" -> lake.land(name, first ? "a,b\n1,x\n" : "a,b,c\n2,y,7\n");
            case "json" ->
                lake.land(name, first ? "{\"a\":\"1\",\"b\":\"x\"}\n" : "{\"a\":\"2\",\"b\":\"y\",\"c\":\"7\"}\n");
            default ->
                lake.land(name, first ? "<t><r><a>1</a><b>x</b></r></t>" : "<t><r><a>2</a><b>y</b><c>7</c></r></t>");
        }
    }

    private List<String> columns() {
        return lake.rows("select column_name from (describe select * from bronze.t)");
    }
}
