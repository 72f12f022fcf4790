package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The shop's models learn at cut-offs that go by the newest order: a year that somebody mistyped must not move them. */
class OrderOfTheFutureTest {
    private static final String HEADER = "id_pedido;id_cliente;id_produto;quantidade;status;valor_total;data_pedido";

    @TempDir
    private Path folder;

    @Test
    void isQuarantinedAndMovesNoCutOff() {
        LojaGenerator generator = new LojaGenerator(new LojaParameters(300, 2, 3, 0));
        try (TestLake lake = new TestLake(folder)) {
            Pipeline loja = new PipelineReader().read(Path.of("..", "pipelines", "loja"));
            generator.generateDay(1, lake.landing(), false, rows -> {});
            generator.generateDay(2, lake.landing(), false, rows -> {});
            lake.run(loja);
            String cutOffs = "select distinct data_corte::varchar from gold.clientes_por_corte order by all";
            List<String> before;
            String order;
            try (PlainDuckDb duckdb = lake.duckdb()) {
                before = duckdb.rows(cutOffs);
                order = duckdb.rows("select id || ';' || id_cliente || ';' || id_produto || ';1;pago;10,00;'"
                                + " from silver.pedidos order by id limit 1")
                        .get(0);
                lake.land("loja/pedidos/mistyped.csv", HEADER, order + "2099-12-31");
            }

            lake.run(loja);

            try (PlainDuckDb duckdb = lake.duckdb()) {
                assertThat(before).isNotEmpty();
                assertThat(duckdb.rows(cutOffs)).isEqualTo(before);
                assertThat(duckdb.number("select count(*) from silver.pedidos_quarantine"))
                        .isEqualTo(1);
            }
            // The correction, of a right date, is not outdone by the mistyped one.
            lake.land("loja/pedidos/corrected.csv", HEADER, order + generator.date(2));
            lake.run(loja);
            try (PlainDuckDb duckdb = lake.duckdb()) {
                assertThat(duckdb.number("select count(*) from silver.pedidos where valor_total = 10"))
                        .isEqualTo(1);
            }
        }
    }
}
