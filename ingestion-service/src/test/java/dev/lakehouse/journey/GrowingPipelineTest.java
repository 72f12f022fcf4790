package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Files that gain columns, and pipelines that are changed while their tables live. */
class GrowingPipelineTest {
    private static final String COLUMNS = "id: bigint, grupo: string, valor: \"decimal(10,2)\"";
    private static final String SUM = "select grupo, sum(valor)::decimal(18,2) as total from silver.t group by grupo";

    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        lake.land("p/t/1.csv", "id,grupo,valor", "1,a,1.00", "2,a,2.00", "3,b,3.00");
        lake.run(pipeline(COLUMNS, SUM));
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void aColumnThatLandsLaterIsAppendedAndIsNullBefore() {
        lake.land("p/t/2.csv", "id,cor,grupo,valor", "4,azul,b,4.00");
        StageResult bronze = TestLake.result(lake.run(pipeline(COLUMNS, SUM)), "bronze.t");

        assertThat(bronze.notices()).contains("a new column landed: cor");
        assertThat(rows("select id, grupo, valor, cor from bronze.t order by id"))
                .containsExactly("1|a|1.00|null", "2|a|2.00|null", "3|b|3.00|null", "4|b|4.00|azul");
        assertThat(rows("select * from gold.g order by grupo")).containsExactly("a|3.00", "b|7.00");
        DeltaLog log = lake.table("bronze.t");
        assertThat(log.columns(0)).doesNotContainKey("cor");
        assertThat(log.columns(1)).containsEntry("cor", "string");

        lake.land("p/t/3.csv", "id,grupo,valor", "5,c,5.00");
        lake.run(pipeline(COLUMNS, SUM));
        assertThat(rows("select cor from bronze.t where id = '5'")).containsExactly("null");
        assertThat(rows("select id, cor from bronze.t where cor is not null")).containsExactly("4|azul");
    }

    @Test
    void aColumnThatIsAddedToThePipelineIsFilledFromThenOn() {
        lake.land("p/t/2.csv", "id,grupo,valor,cor", "2,a,2.50,verde", "4,b,4.00,azul");
        lake.run(pipeline(COLUMNS + ", cor: string", SUM));

        assertThat(rows("select id, grupo, valor, cor from silver.t order by id"))
                .containsExactly("1|a|1.00|null", "2|a|2.50|verde", "3|b|3.00|null", "4|b|4.00|azul");
        assertThat(rows("select * from gold.g order by grupo")).containsExactly("a|3.50", "b|7.00");
    }

    @Test
    void editedGoldSqlIsComputedAnewInWholeWithoutNewFiles() {
        String edited =
                "select grupo, sum(valor)::decimal(18,2) as total, count(*) as linhas from silver.t group by grupo";
        RunReport report = lake.run(pipeline(COLUMNS, edited));

        assertThat(TestLake.result(report, "bronze.t").batches()).isZero();
        assertThat(TestLake.result(report, "silver.t").batches()).isZero();
        StageResult gold = TestLake.result(report, "gold.g");
        assertThat(gold.batches()).isEqualTo(1);
        assertThat(gold.rowsIn()).isEqualTo(2);
        assertThat(rows("select grupo, total, linhas from gold.g order by grupo"))
                .containsExactly("a|3.00|2", "b|3.00|1");
        assertThat(TestLake.result(lake.run(pipeline(COLUMNS, edited)), "gold.g")
                        .batches())
                .isZero();
    }

    @Test
    void aGoldKeyWhoseLastRowMovesAwayIsDeleted() {
        lake.land("p/t/2.csv", "id,grupo,valor", "3,a,3.00");
        StageResult gold = TestLake.result(lake.run(pipeline(COLUMNS, SUM)), "gold.g");

        assertThat(rows("select * from gold.g")).containsExactly("a|6.00");
        assertThat(gold.rowsDeleted()).isEqualTo(1);
        assertThat(gold.rowsUpdated()).isEqualTo(1);
    }

    @Test
    void aGoldKeyWhoseRowComesOutTheSameIsNotWrittenAgain() {
        lake.land("p/t/2.csv", "id,grupo,valor", "1,a,2.00", "2,a,1.00", "3,b,9.00");
        StageResult gold = TestLake.result(lake.run(pipeline(COLUMNS, SUM)), "gold.g");

        assertThat(gold.rowsIn()).isEqualTo(2);
        assertThat(gold.rowsUpdated()).isEqualTo(1);
        assertThat(rows("select * from gold.g order by grupo")).containsExactly("a|3.00", "b|9.00");
    }

    private Pipeline pipeline(String columns, String sql) {
        return lake.pipeline("""
                pipeline: p
                sources: { t: { path: "p/t/**", format: csv } }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { %s } }
                gold:
                  g: { key: [grupo], load: by-key, sql: g.sql, changed_keys: { silver.t: [grupo] } }
                """.formatted(columns), Map.of("g.sql", sql));
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
