package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A column is found whichever the case of its name, and one that no file has had is an error, not a column of nulls. */
class NamesOfColumnsTest {
    private static final String SILVER = "select id, nome, valor from silver.t order by id";

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
    void aCsvHeaderInAnotherCaseIsFound() {
        pipeline("csv", "");
        lake.land("1.csv", "ID,Nome,VALOR\n1,ana,1.50\n");
        lake.land("2.csv", "id,nome,valor\n2,bia,2.50\n");
        RunReport report = lake.run();

        assertThat(lake.rows(SILVER)).containsExactly("1|ana|1.50", "2|bia|2.50");
        assertThat(report.results())
                .allSatisfy(result -> assertThat(result.notices()).isEmpty());
    }

    @Test
    void aKeyOfJsonInAnotherCaseIsFound() {
        pipeline("json", "");
        lake.land("1.json", "{\"Id\":1,\"NOME\":\"ana\",\"Valor\":1.5}\n");
        lake.land("2.json", "{\"id\":2,\"nome\":\"bia\",\"valor\":2.5}\n");
        lake.run();

        assertThat(lake.rows(SILVER)).containsExactly("1|ana|1.50", "2|bia|2.50");
    }

    @Test
    void aColumnOfParquetInAnotherCaseIsFound() throws Exception {
        pipeline("parquet", "");
        Path landed = Files.createDirectories(lake.landed("."));
        try (PlainDuckDb duckdb = PlainDuckDb.over(lake.home())) {
            duckdb.execute(
                    "copy (select 1 as \"ID\", 'ana' as \"Nome\", 1.5 as \"VALOR\") to '" + landed + "/1.parquet'");
            duckdb.execute("copy (select 2 as id, 'bia' as nome, 2.5 as valor) to '" + landed + "/2.parquet'");
        }
        lake.run();

        assertThat(lake.rows(SILVER)).containsExactly("1|ana|1.50", "2|bia|2.50");
    }

    @Test
    void aDeclaredTypeHoldsForAHeaderInAnotherCase() {
        pipeline("csv", "columns: { id: bigint, valor: \"decimal(12,2)\" }");
        lake.land("1.csv", "ID,nome,Valor\n1,ana,x\n2,bia,2.50\n");
        lake.run();

        assertThat(lake.rows("select typeof(id), id, valor, _rescued from bronze.t order by id"))
                .containsExactly("BIGINT|1|null|{\"valor\":\"x\"}", "BIGINT|2|2.50|null");
        assertThat(lake.rows(SILVER)).containsExactly("2|bia|2.50");
        assertThat(lake.rows("select _reason from silver.t_quarantine"))
                .containsExactly("valor: 'x' is no decimal(12,2)");
    }

    @Test
    void aColumnThatNoFileHasHadIsAnError() {
        for (String format : List.of("csv", "json")) {
            lake.pipeline(text(format, "").replace("nome: string", "nome: { from: nmoe, type: string }"));
            lake.land(
                    "1." + format, format.equals("csv") ? "id,nome,valor\n1,ana,1\n" : "{\"id\":1,\"nome\":\"ana\"}\n");
            LakehouseException failure = catchThrowableOfType(LakehouseException.class, lake::run);

            assertThat(failure.kind()).isEqualTo(FailureKind.USER);
            assertThat(failure.code()).isEqualTo("COLUMN_NOT_LANDED");
            assertThat(failure.what())
                    .isEqualTo("silver.t.nome is read from the column nmoe, which no file of t has had");
            assertThat(failure.why()).startsWith("bronze.t has id, nome");
            assertThat(failure.fix()).startsWith("did you mean from: nome?");
            assertThat(new CheckPipeline(Lake.open(lake.storage()), lake.engine()).problems(lake.read()))
                    .anySatisfy(problem -> assertThat(problem.toString())
                            .contains("pipeline.yml:9: silver.t.nome is read from the column nmoe"));
        }
    }

    @Test
    void aColumnMayComeLaterWhereTheSourceDeclaresIt() {
        pipeline("json", "columns: { valor: string }");
        lake.land("1.json", "{\"id\":1,\"nome\":\"ana\"}\n");
        lake.run();
        lake.land("2.json", "{\"id\":2,\"nome\":\"bia\",\"valor\":\"2.5\"}\n");
        lake.run();

        assertThat(lake.rows(SILVER)).containsExactly("1|ana|null", "2|bia|2.50");
    }

    @Test
    void aColumnThatOnlySomeFilesHaveIsNoError() {
        pipeline("csv", "");
        lake.land("1.csv", "id,nome,valor\n1,ana,1.50\n");
        lake.run();
        lake.land("2.csv", "id,nome\n2,bia\n");
        StageResult bronze = lake.ingest();

        assertThat(bronze.notices()).containsExactly("landing/in/2.csv has no column valor; it reads as null");
        assertThat(lake.rows(SILVER)).containsExactly("1|ana|1.50", "2|bia|null");
    }

    @Test
    void namesThatDifferInCaseAloneAreNeverMergedInSilence() {
        pipeline("csv", "");
        lake.land("1.csv", "id,ID,nome,valor\n1,2,ana,1\n");
        assertThat(lake.run().results().get(0).problems())
                .singleElement()
                .asString()
                .contains("the column ID twice");
        assertThat(lake.exists("bronze.t")).isFalse();
    }

    private void pipeline(String format, String more) {
        lake.pipeline(text(format, more));
    }

    private static String text(String format, String more) {
        return """
                pipeline: pipeline
                sources:
                  t:
                    path: "in/**"
                    format: %s
                    %s
                silver:
                  t: { from: t, key: [id], columns: {
                    id: bigint, nome: string, valor: "decimal(12,2)" } }
                """.formatted(format, more);
    }
}
