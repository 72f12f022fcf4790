package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.DemoStory;
import dev.lakehouse.generate.GenerationSummary;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.journey.LandedOrders.Line;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Three days of the shop, as files to gold: the lake is filled once, and each test looks at it from one side. */
class LojaJourneyTest {
    private static final Path PIPELINE = Path.of("..", "pipelines", "loja");
    private static final int DAYS = 3;
    private static final String ORDER_COLUMNS =
            "id, id_cliente, id_produto, quantidade, status, valor_total, data_pedido";

    @TempDir
    private static Path folder;

    private static TestLake lake;
    private static LojaGenerator generator;
    private static DemoStory story;
    private static final List<GenerationSummary> landed = new ArrayList<>();
    private static final List<RunReport> runs = new ArrayList<>();
    private static final List<RunReport> secondRuns = new ArrayList<>();
    private static final List<Map<String, Long>> versions = new ArrayList<>();
    private static final List<Map<String, Long>> secondVersions = new ArrayList<>();

    @BeforeAll
    static void liveThreeDays() {
        lake = new TestLake(folder);
        generator = new LojaGenerator(new LojaParameters(3_000, DAYS, 12, 5));
        story = generator.story().orElseThrow();
        Pipeline pipeline = new PipelineReader().read(PIPELINE);
        for (int day = 1; day <= DAYS; day++) {
            landed.add(generator.generateDay(day, lake.landing(), false, rows -> {}));
            runs.add(lake.run(pipeline));
            versions.add(lake.versions());
            secondRuns.add(lake.run(pipeline));
            secondVersions.add(lake.versions());
        }
    }

    @AfterAll
    static void close() {
        lake.close();
    }

    @Test
    void everyCountIsTheOneThatTheGeneratorKept() {
        GenerationSummary all = landed.stream().reduce(GenerationSummary::plus).orElseThrow();
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.number("select count(*) from silver.pedidos")).isEqualTo(all.ordersInSilver());
            assertThat(duckdb.number("select count(*) from silver.clientes")).isEqualTo(all.customers());
            assertThat(duckdb.number("select count(*) from silver.produtos")).isEqualTo(all.products());
            assertThat(duckdb.number("select count(*) from gold.analise_clientes_pedidos"))
                    .isEqualTo(all.customers());
            assertThat(duckdb.number("select count(*) from gold.analise_produtos"))
                    .isEqualTo(all.products());
            assertThat(duckdb.number("select (select count(*) from bronze.pedidos_quarantine)"
                            + " + (select count(*) from silver.pedidos_quarantine)"))
                    .isPositive()
                    .isEqualTo(all.quarantined("pedidos"));
            assertThat(duckdb.number("select count(*) from silver.produtos_quarantine"))
                    .isPositive()
                    .isEqualTo(all.quarantined("produtos"));
            assertThat(all.quarantined("clientes")).isZero();
            assertThat(DeltaLog.all(lake.home())).doesNotContainKey("silver.clientes_quarantine");
            assertThat(duckdb.number(
                            "select (select count(*) from bronze.clientes) + (select count(*) from bronze.produtos)"
                                    + " + (select count(*) from bronze.pedidos)"
                                    + " + (select count(*) from bronze.pedidos_quarantine)"))
                    .isEqualTo(all.rows());
        }
    }

    @Test
    void noRowVanishesOnTheWay() {
        for (int day = 0; day < DAYS; day++) {
            RunReport run = runs.get(day);
            assertThat(run.complete()).isTrue();
            long in = 0;
            for (String source : List.of("clientes", "produtos", "pedidos")) {
                StageResult bronze = TestLake.result(run, "bronze." + source);
                assertThat(bronze.rowsIn()).isEqualTo(bronze.rowsWritten() + bronze.rowsQuarantined());
                StageResult silver = TestLake.result(run, "silver." + source);
                assertThat(silver.rowsIn()).isEqualTo(bronze.rowsWritten());
                assertThat(silver.rowsIn())
                        .isEqualTo(silver.rowsWritten()
                                + silver.rowsUpdated()
                                + silver.rowsSuperseded()
                                + silver.rowsQuarantined());
                in += bronze.rowsIn();
            }
            assertThat(in).isEqualTo(landed.get(day).rows());
        }
    }

    @Test
    void aRunWithNothingNewChangesNoVersionAndSaysSoByItsKeys() {
        for (int day = 0; day < DAYS; day++) {
            assertThat(secondVersions.get(day)).isEqualTo(versions.get(day));
            assertThat(secondRuns.get(day).results()).hasSize(9).allSatisfy(result -> {
                assertThat(result.batches()).isZero();
                assertThat(result.rowsIn()).isZero();
                assertThat(result.files()).isZero();
            });
            assertThat(keys(secondRuns.get(day))).containsExactly(135, 135, 135, 357, 357, 357, 579, 579, 579);
            assertThat(keys(runs.get(day))).containsExactly(246, 246, 246, 468, 468, 468, 680, 680, 680);
        }
    }

    @Test
    void theCustomerWhoComesBackIsUpdatedInGoldAndNotInsertedOnceMore() {
        List<Long> orders = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                at(duckdb, "gold.analise_clientes_pedidos", day);
                at(duckdb, "silver.pedidos", day);
                List<List<String>> rows = duckdb.values(
                        "select total_pedidos, total_gasto, data_ultimo_pedido from gold.analise_clientes_pedidos"
                                + " where id_cliente = " + story.customer());
                assertThat(rows).hasSize(1);
                assertThat(rows.get(0))
                        .isEqualTo(duckdb.values(
                                        "select count(*), sum(valor_total)::decimal(18, 2), max(data_pedido) from silver.pedidos"
                                                + " where id_cliente = " + story.customer())
                                .get(0));
                orders.add(Long.valueOf(rows.get(0).get(0)));
                assertThat(LocalDate.parse(rows.get(0).get(2))).isEqualTo(generator.date(day + 1));
            }
        }
        assertThat(orders.get(1)).isGreaterThan(orders.get(0));
        assertThat(orders.get(2)).isGreaterThan(orders.get(1));
    }

    @Test
    void theCorrectedOrderWinsInSilverAndGold() {
        String order = "select quantidade from silver.pedidos where id = " + story.correctedOrder();
        List<String> totals = new ArrayList<>();
        for (int day = 0; day < 2; day++) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                at(duckdb, "silver.pedidos", day);
                at(duckdb, "gold.analise_produtos", day);
                assertThat(duckdb.rows(order))
                        .containsExactly("" + (day == 0 ? story.quantityBefore() : story.quantityAfter()));
                String product = "(select id_produto from silver.pedidos where id = " + story.correctedOrder() + ")";
                totals.addAll(
                        duckdb.rows("select total_vendido from gold.analise_produtos where id_produto = " + product));
                assertThat(totals.get(day))
                        .isEqualTo(
                                duckdb.rows("select sum(quantidade) from silver.pedidos where id_produto = " + product)
                                        .get(0));
            }
        }
        assertThat(totals).doesNotHaveDuplicates();
    }

    @Test
    void goldIsWhatItsQueriesSayOfSilverAfterEachDay() throws Exception {
        for (int day = 0; day < DAYS; day++) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                for (String table : versions.get(day).keySet()) {
                    at(duckdb, table, day);
                }
                for (String gold : List.of("analise_clientes_pedidos", "analise_produtos")) {
                    String query = Files.readString(PIPELINE.resolve(gold + ".sql"));
                    assertThat(duckdb.difference("select * from gold." + gold, query))
                            .as(gold + " on day " + (day + 1))
                            .isZero();
                }
            }
        }
    }

    @Test
    void silverHasTheOrdersThatAreWorkedOutFromTheFiles() {
        for (int day = 0; day < DAYS; day++) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                at(duckdb, "silver.pedidos", day);
                at(duckdb, "bronze.clientes", day);
                at(duckdb, "bronze.produtos", day);
                assertThat(duckdb.rows("select " + ORDER_COLUMNS + " from silver.pedidos order by id"))
                        .isEqualTo(LandedOrders.winners(
                                LandedOrders.lines(lake.landing(), days(1, day + 1)),
                                known(duckdb, "cliente"),
                                known(duckdb, "produto")));
            }
        }
    }

    @Test
    void goldComputesAndRewritesOnlyKeysWhoseInputsChanged() {
        DeltaLog customers = lake.table("gold.analise_clientes_pedidos");
        for (int day = 1; day < DAYS; day++) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                for (String table : List.of("silver.clientes", "silver.pedidos", "silver.produtos")) {
                    at(duckdb, table, day);
                    duckdb.view(
                            table.replace("silver", "before"),
                            lake.table(table),
                            versions.get(day - 1).get(table));
                }
                duckdb.execute("create schema gold");
                long version = versions.get(day).get("gold.analise_clientes_pedidos");
                duckdb.execute("create view gold.now as " + customers.select(version));
                duckdb.execute("create view gold.before as "
                        + customers.select(versions.get(day - 1).get("gold.analise_clientes_pedidos")));

                String touched = "select id from (" + changed("clientes", "id") + ") union select id_cliente from ("
                        + changed("pedidos", "id_cliente") + ") union select id_cliente from silver.pedidos p join"
                        + " silver.produtos n on n.id = p.id_produto join before.produtos v on v.id = n.id"
                        + " where (n.nome_produto, n.categoria) is distinct from (v.nome_produto, v.categoria)";
                assertThat(customers.metric(version, "numSourceRows"))
                        .isEqualTo(duckdb.number("select count(*) from gold.now where id_cliente in (" + touched + ")"))
                        .isLessThan(duckdb.number("select count(*) from gold.now"));
                assertThat(customers.metric(version, "numTargetRowsUpdated"))
                        .isPositive()
                        .isEqualTo(duckdb.number("select count(*) from (from gold.now except from gold.before) n"
                                + " semi join gold.before b using (id_cliente)"));
                assertThat(customers.metric(version, "numTargetRowsInserted"))
                        .isEqualTo(duckdb.number(
                                "select count(*) from gold.now n anti join gold.before b using (id_cliente)"));
                assertThat(customers.metric(version, "numTargetRowsDeleted")).isZero();
            }
        }
    }

    @Test
    void linesThatAreNoRowsAreInBronzesQuarantineWithTheirNumberAndText() {
        List<String> expected = lines().filter(Line::malformed)
                .map(line -> "malformed|" + line.file() + "|" + line.line() + "|" + line.text())
                .toList();
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select _rule, _source_file, _row, _record from bronze.pedidos_quarantine"
                            + " order by _source_file, _row"))
                    .isNotEmpty()
                    .isEqualTo(expected);
            assertThat(duckdb.rows("select distinct _reason from bronze.pedidos_quarantine"))
                    .isNotEmpty()
                    .allSatisfy(reason -> assertThat(reason).contains("olumn"));
        }
    }

    @Test
    void refusedRowsAreInSilversQuarantineWithRuleReasonFileAndRow() {
        Map<String, Line> rows = new HashMap<>();
        lines().filter(line -> !line.malformed()).forEach(line -> rows.put(line.file() + "|" + line.line(), line));
        try (PlainDuckDb duckdb = lake.duckdb()) {
            Set<String> customers = known(duckdb, "cliente");
            Set<String> products = known(duckdb, "produto");
            List<List<String>> quarantined = duckdb.values("select _source_file || '|' || _row, _rule, _reason,"
                    + " _record->>'id_pedido', _record->>'id_cliente', _record->>'id_produto', _record->>'quantidade',"
                    + " _record->>'status', _record->>'valor_total', _record->>'data_pedido'"
                    + " from silver.pedidos_quarantine");
            for (List<String> row : quarantined) {
                Line line = rows.get(row.get(0));
                assertThat(line).as(row.toString()).isNotNull();
                assertThat(row.subList(3, 10))
                        .isEqualTo(line.values().stream()
                                .map(value -> value.isEmpty() ? "null" : value)
                                .toList());
                assertThat(row.get(1)).isEqualTo(rule(line, customers, products));
                assertThat(row.get(2)).isNotBlank().isNotEqualTo("null");
            }
            assertThat(quarantined.stream().map(row -> row.get(0)))
                    .containsExactlyInAnyOrderElementsOf(rows.entrySet().stream()
                            .filter(row ->
                                    !rule(row.getValue(), customers, products).isEmpty())
                            .map(Map.Entry::getKey)
                            .toList());
            assertThat(duckdb.rows("select distinct _reason from silver.pedidos_quarantine"
                            + " where _record->>'quantidade' = 'abc'"))
                    .singleElement()
                    .asString()
                    .contains("abc");
        }
    }

    @Test
    void bronzeHasTheValuesOfTheFilesUnchangedAndInTheirOrder() {
        List<String> expected = lines().filter(line -> !line.malformed())
                .map(line -> String.join(
                                "|",
                                line.values().stream()
                                        .map(value -> value.isEmpty() ? "null" : value)
                                        .toList())
                        + "|" + line.file())
                .toList();
        DeltaLog bronze = lake.table("bronze.pedidos");
        List<String> actual = new ArrayList<>();
        try (PlainDuckDb duckdb = new PlainDuckDb()) {
            for (Path file : bronze.files(bronze.version())) {
                actual.addAll(duckdb.rows("select id_pedido, id_cliente, id_produto, quantidade, status, valor_total,"
                        + " data_pedido, _source_file from read_parquet('" + file + "', file_row_number = true)"
                        + " order by file_row_number"));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static List<Integer> keys(RunReport report) {
        return report.results().stream()
                .map(result -> result.controlKey().number())
                .toList();
    }

    private static void at(PlainDuckDb duckdb, String table, int day) {
        Long version = versions.get(day).get(table);
        duckdb.view(table, lake.table(table), version);
    }

    /** The values of a column in rows of a silver table that came, went or became others. */
    private static String changed(String table, String column) {
        String now = "select * from silver." + table;
        String before = "select * from before." + table;
        return "select " + column + " from (" + now + " except " + before + ") union select " + column + " from ("
                + before + " except " + now + ")";
    }

    private static Set<String> known(PlainDuckDb duckdb, String what) {
        return new HashSet<>(duckdb.rows("select id_" + what + " from bronze." + what + "s"));
    }

    private static Stream<Line> lines() {
        return LandedOrders.lines(lake.landing(), days(1, DAYS)).stream();
    }

    private static List<LocalDate> days(int first, int last) {
        return Stream.iterate(first, day -> day + 1)
                .limit(last - first + 1L)
                .map(generator::date)
                .toList();
    }

    /** The labels of the rules that a row breaks, in the order of the pipeline. */
    private static String rule(Line line, Set<String> customers, Set<String> products) {
        List<String> values = line.values();
        List<String> rules = new ArrayList<>();
        if (!values.get(3).matches("\\d+")) {
            rules.add(values.get(3).isEmpty() ? "not_null(quantidade)" : "type(quantidade)");
        }
        if (values.get(5).isEmpty()) {
            rules.add("not_null(valor_total)");
        }
        if (values.get(6).isEmpty()) {
            rules.add("not_null(data_pedido)");
        }
        if (!customers.contains(values.get(1))) {
            rules.add("references(id_cliente, clientes)");
        }
        if (!products.contains(values.get(2))) {
            rules.add("references(id_produto, produtos)");
        }
        return String.join("; ", rules);
    }
}
