package dev.lakehouse.journey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** How files are cut into batches, in which order they come, and what becomes of one that changes or does not fit. */
class LandingJourneyTest {
    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aBatchHasAtMostSoManyFiles() {
        for (int file = 1; file <= 5; file++) {
            lake.land("p/t/" + file + ".csv", "id,v", file + ",a");
        }
        StageResult result = TestLake.result(lake.run(source("max_files: 2")), "bronze.t");

        assertThat(result.batches()).isEqualTo(3);
        assertThat(result.version()).isEqualTo(2);
        assertThat(rows("select _batch, string_agg(id, ',' order by id) from bronze.t group by all order by all"))
                .containsExactly("0|1,2", "1|3,4", "2|5");
    }

    @Test
    void aBatchHasAtMostSoManyBytesAndALargerFileIsOneOfItsOwn() {
        String kilobyte = "x".repeat(1000);
        lake.land("p/t/1.csv", "id,v", "1," + kilobyte);
        lake.land("p/t/2.csv", "id,v", "2," + kilobyte);
        lake.land("p/t/3.csv", "id,v", "3," + kilobyte.repeat(3));
        lake.land("p/t/4.csv", "id,v", "4," + kilobyte);
        StageResult result = TestLake.result(lake.run(source("max_bytes: 2.5KB")), "bronze.t");

        assertThat(result.batches()).isEqualTo(3);
        assertThat(rows("select _batch, string_agg(id, ',' order by id) from bronze.t group by all order by all"))
                .containsExactly("0|1,2", "1|3", "2|4");
    }

    @Test
    void rowsOfSeveralFilesInOneBatchKeepTheirOrder() {
        List<String> expected = new ArrayList<>();
        for (int file = 10; file < 30; file++) {
            String[] lines = new String[400];
            lines[0] = "id,v";
            for (int line = 1; line < lines.length; line++) {
                lines[line] = (line * 7919 % 400) + "," + file + "-" + line;
                expected.add(file + "-" + line);
            }
            lake.land("p/t/" + file + ".csv", lines);
        }
        lake.run(source("max_files: 100"));

        DeltaLog bronze = lake.table("bronze.t");
        List<String> actual = new ArrayList<>();
        try (PlainDuckDb duckdb = new PlainDuckDb()) {
            for (Path file : bronze.files(bronze.version())) {
                actual.addAll(duckdb.rows(
                        "select v from read_parquet('" + file + "', file_row_number = true) order by file_row_number"));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void theLaterRowOfAFileAndTheLaterFileWin() {
        lake.land("p/t/1.csv", "id,v", "1,first", "2,only", "1,last of one");
        lake.land("p/t/2.csv", "id,v", "3,x", "3,y");
        lake.run(source("max_files: 100"));
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|last of one", "2|only", "3|y");

        lake.land("p/t/3.csv", "id,v", "2,from three");
        lake.land("p/t/4.csv", "id,v", "2,from four", "3,z");
        StageResult silver = TestLake.result(lake.run(source("max_files: 100")), "silver.t");
        assertThat(rows("select id, v from silver.t order by id"))
                .containsExactly("1|last of one", "2|from four", "3|z");
        assertThat(silver.rowsUpdated()).isEqualTo(2);
        assertThat(silver.rowsSuperseded()).isEqualTo(1);
    }

    @Test
    void anOverwrittenFileIsTakenInAgainUnlessSaidOtherwise() {
        lake.land("p/t/1.csv", "id,v", "1,old");
        lake.run(source("max_files: 100"));
        lake.land("p/t/1.csv", "id,v", "1,newer", "2,newer");
        StageResult result = TestLake.result(lake.run(source("changed_files: ingest-again")), "bronze.t");

        assertThat(result.rowsIn()).isEqualTo(2);
        assertThat(result.notices())
                .anySatisfy(notice ->
                        assertThat(notice).contains("landing/p/t/1.csv").contains("taken in again"));
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|newer", "2|newer");
        assertThat(rows("select id, v, _batch from bronze.t order by _batch, id"))
                .containsExactly("1|old|0", "1|newer|1", "2|newer|1");
        assertThat(TestLake.result(lake.run(source("changed_files: ingest-again")), "bronze.t")
                        .batches())
                .isZero();
    }

    @Test
    void anOverwrittenFileIsLeftAloneWithAWordWhereThePipelineSaysSo() {
        lake.land("p/t/1.csv", "id,v", "1,old");
        lake.run(source("changed_files: ignore"));
        lake.land("p/t/1.csv", "id,v", "1,newer", "2,newer");
        StageResult result = TestLake.result(lake.run(source("changed_files: ignore")), "bronze.t");

        assertThat(result.batches()).isZero();
        assertThat(result.notices())
                .anySatisfy(notice ->
                        assertThat(notice).contains("landing/p/t/1.csv").contains("ignored"));
        assertThat(rows("select id, v from silver.t")).containsExactly("1|old");
    }

    @Test
    void anOverwrittenFileStopsTheRunWhereThePipelineSaysSo() {
        lake.land("p/t/1.csv", "id,v", "1,old");
        Pipeline pipeline = source("changed_files: fail");
        lake.run(pipeline);
        var before = lake.versions();
        lake.land("p/t/1.csv", "id,v", "1,newer");
        lake.land("p/t/2.csv", "id,v", "2,other");

        assertThatThrownBy(() -> lake.run(pipeline))
                .asInstanceOf(type(LakehouseException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo("FILE_CHANGED");
                    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
                    assertThat(failure.what()).contains("landing/p/t/1.csv");
                });
        assertThat(lake.versions()).isEqualTo(before);
    }

    @Test
    void aFileThatIsWrittenOnceMoreWithTheSameContentAndTimeIsNotNew() throws Exception {
        lake.land("p/t/1.csv", "id,v", "1,old");
        Pipeline pipeline = source("max_files: 100");
        lake.run(pipeline);
        Path file = lake.landing().resolve("p/t/1.csv");
        var time = Files.getLastModifiedTime(file);
        byte[] content = Files.readAllBytes(file);
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);

        assertThat(TestLake.result(lake.run(pipeline), "bronze.t").batches()).isZero();
    }

    @Test
    void valuesThatDoNotFitATypedSourceAreRescuedAndNoRowIsLost() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv, columns: { id: bigint, valor: "decimal(8,2)", dia: date } }
                """);
        lake.land(
                "p/t/1.csv",
                "id,valor,dia,nota",
                "1,10.50,2024-01-31,bom",
                "2,dez,2024-02-30,",
                "x,,2024-03-01,\"aspas \"\"e\"\" ção\"",
                "4,9999999.99,,fim");
        StageResult result = TestLake.result(lake.run(pipeline), "bronze.t");

        assertThat(result.rowsWritten()).isEqualTo(4);
        assertThat(result.rowsQuarantined()).isZero();
        assertThat(rows("select id, valor, dia, nota, _rescued from bronze.t"))
                .containsExactly(
                        "1|10.50|2024-01-31|bom|null",
                        "2|null|null|null|{\"valor\":\"dez\",\"dia\":\"2024-02-30\"}",
                        "null|null|2024-03-01|aspas \"e\" ção|{\"id\":\"x\"}",
                        "4|null|null|fim|{\"valor\":\"9999999.99\"}");
        assertThat(result.notices()).anySatisfy(notice -> assertThat(notice).startsWith("3 rows"));
    }

    @Test
    void textIsKeptToTheLetter() {
        lake.land(
                "p/t/1.csv",
                "id,v",
                "007, blanks stay ",
                "1.50,\"two\nlines; \"\"quoted\"\"\"",
                "1e3,NULL",
                "+5,\uD83D\uDC0E e\u0301 \u00e9",
                "-0,\"\"");
        lake.run(source("max_files: 100"));
        assertThat(rows("select id, v from bronze.t"))
                .containsExactly(
                        "007| blanks stay ",
                        "1.50|two\nlines; \"quoted\"",
                        "1e3|NULL",
                        "+5|\uD83D\uDC0E e\u0301 \u00e9",
                        "-0|null");
    }

    @Test
    void jsonAndCsvAndALatin1FileOfOneLakeAreReadAsTheirSourcesSay() {
        lake.land(
                "p/j/1.jsonl",
                "{\"id\": 1, \"nome\": \"Ana\", \"tags\": [\"a\", \"b\"]}",
                "{\"id\": 2, \"nome\": null}");
        lake.land("p/l/1.csv", "id;nome\n1;São João\n".getBytes(StandardCharsets.ISO_8859_1));
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  j: { path: "p/j/**", format: json }
                  l: { path: "p/l/**", format: csv, csv: { delimiter: ";", encoding: latin-1 } }
                """);
        assertThat(lake.run(pipeline).complete()).isTrue();
        assertThat(rows("select id, nome from bronze.j order by id")).containsExactly("1|Ana", "2|null");
        assertThat(rows("select replace(tags, ' ', '') from bronze.j where tags is not null"))
                .containsExactly("[\"a\",\"b\"]");
        assertThat(rows("select id, nome from bronze.l")).containsExactly("1|São João");
    }

    private Pipeline source(String option) {
        return lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv, %s }
                silver:
                  t:
                    from: t
                    key: [id]
                    load: upsert
                    columns: { id: string, v: string }
                """.formatted(option));
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
