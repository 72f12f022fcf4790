package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.pontos.PontosGenerator;
import dev.lakehouse.generate.pontos.PontosParameters;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A full load and change data in Parquet and JSON, to gold. */
class PontosJourneyTest {
    private static final Path PIPELINE = Path.of("..", "pipelines", "pontos");
    private static final int DAYS = 40;
    private static final PontosGenerator GENERATOR = new PontosGenerator(new PontosParameters(2_000, DAYS, 7, 8));

    @TempDir
    private Path folder;

    private TestLake lake;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        pipeline = new PipelineReader().read(PIPELINE);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void eachTableIsWhatTheChangesLeaveInWhateverOrderTheyCome() {
        assertThat(new CheckPipeline(lake.engine()).problems(pipeline)).isEmpty();
        Made made = land(1, 1);
        run();
        isWhatTheFilesSay();
        // From the 20th on days come out of order: an update, then the insert that it changes, behind a delete or
        // before it.
        for (int[] days : List.of(new int[] {2, 3}, new int[] {4, 19}, new int[] {22, 22}, new int[] {20, 21})) {
            made = made.plus(land(days[0], days[1]));
            run();
            isWhatTheFilesSay();
        }
        made = made.plus(land(23, DAYS));
        run();
        isWhatTheFilesSay();
        countsAddUp(made);

        Map<String, Long> before = lake.versions();
        assertThat(lake.run(pipeline).results()).allMatch(result -> result.batches() == 0);
        assertThat(lake.versions()).isEqualTo(before);
    }

    @Test
    void whatWasDeletedStaysSoWhenAnOlderChangeComesLater() {
        land(1, DAYS);
        run();
        try (PlainDuckDb duckdb = lake.duckdb()) {
            PontosTruth.open(duckdb, lake.landing());
            String late = "select d.id_transacao from raw.transacoes d join raw.transacoes u using (id_transacao)"
                    + " where d.OP = 'D' and u.OP = 'U' and u.file > d.file and u.atualizado_em < d.atualizado_em";
            assertThat(duckdb.number("select count(*) from (" + late + ")")).isPositive();
            assertThat(duckdb.number("select count(*) from silver.transacoes where id_transacao in (" + late + ")"))
                    .isZero();
            assertThat(duckdb.number("select count(*) from gold.churn where em_churn > 0 and voltaram > 0"))
                    .isPositive();
        }
    }

    @Test
    void aLateChangeFillsInTheReportsOfItsDateAndChurnFromThereOn() {
        land(1, DAYS);
        run();
        lake.land(
                "pontos/transacoes/2024-03-01-cdc.json",
                "{\"OP\":\"I\",\"id_transacao\":900001,\"id_cliente\":1,\"data_transacao\":\"2024-01-10T08:00:00Z\","
                        + "\"canal\":\"app\",\"pontos\":70,\"atualizado_em\":\"2024-01-10T08:00:00Z\"}");
        RunReport run = run();

        isWhatTheFilesSay();
        StageResult daily = TestLake.result(run, "gold.relatorio_diario");
        assertThat(daily.rowsUpdated() + daily.rowsWritten()).isEqualTo(1);
        StageResult churn = TestLake.result(run, "gold.churn");
        assertThat(churn.rowsDeleted()).isZero();
        assertThat(churn.rowsIn()).isEqualTo(DAYS - 9);
    }

    private Made land(int first, int last) {
        return GENERATOR.generateDays(first, last, lake.landing(), false, rows -> {});
    }

    private RunReport run() {
        RunReport run = lake.run(pipeline);
        assertThat(run.complete()).as("%s", run).isTrue();
        return run;
    }

    private void isWhatTheFilesSay() {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            PontosTruth.open(duckdb, lake.landing());
            PontosTruth.tables().forEach((table, truth) -> {
                assertThat(duckdb.number("select count(*) from " + table))
                        .as(table)
                        .isPositive();
                assertThat(duckdb.difference("select * from " + table, truth))
                        .as(table)
                        .isZero();
            });
        }
    }

    private void countsAddUp(Made made) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            long rows = 0;
            for (String table : List.of("clientes_pontos", "produtos_pontos", "transacoes", "transacao_produto")) {
                rows += duckdb.number("select count(*) from bronze." + table);
                assertThat(duckdb.number("select count(*) from bronze." + table + " where _rescued is not null"))
                        .as(table)
                        .isZero();
            }
            assertThat(rows).isEqualTo(made.rows());
            assertThat(duckdb.rows("select _rule, count(*) from silver.transacoes_quarantine group by 1 order by 1"))
                    .containsExactly(
                            "not_null(pontos)|" + made.dirt().get("blank_pontos"),
                            "operation|" + made.dirt().get("unknown_op"));
        }
    }
}
