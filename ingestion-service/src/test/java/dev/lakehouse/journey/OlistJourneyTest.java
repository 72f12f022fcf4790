package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.stage.StageResult;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Real orders of a Brazilian marketplace, as their publisher wrote them, from CSV to gold. */
class OlistJourneyTest {
    private static final Path PIPELINE = Path.of("src", "test", "resources", "pipelines", "olist");
    private static final String FILE = "olist_%s_dataset.csv";
    private static final Map<String, String> SOURCES = new LinkedHashMap<>(Map.of(
            "orders", "orders",
            "items", "order_items",
            "payments", "order_payments",
            "reviews", "order_reviews",
            "customers", "customers",
            "products", "products",
            "sellers", "sellers"));

    @TempDir
    private static Path folder;

    private static TestLake lake;
    private static RunReport run;
    private static PlainDuckDb duckdb;

    @BeforeAll
    static void takeIn() throws Exception {
        Path data = SharedData.folder().resolve("olist");
        assumeTrue(
                Files.isDirectory(data),
                "There are no real orders at " + data.normalize() + ", so they were not taken in (LAKEHOUSE_SHARED says"
                        + " where the folder that holds data/olist is)");
        lake = new TestLake(folder);
        for (String name : SOURCES.values()) {
            String file = FILE.formatted(name);
            lake.land("olist/" + file, Files.readAllBytes(data.resolve(file)));
        }
        Pipeline pipeline = new PipelineReader().read(PIPELINE);
        assertThat(new CheckPipeline(lake.engine()).problems(pipeline)).isEmpty();
        run = lake.run(pipeline);
        duckdb = lake.duckdb();
        duckdb.execute("create schema raw");
        SOURCES.forEach((source, name) -> duckdb.execute("create view raw." + source + " as select * from read_csv('"
                + lake.landing().resolve("olist/" + FILE.formatted(name))
                + "', delim = ',', quote = '\"', escape = '\"', header = true, all_varchar = true)"));
    }

    @AfterAll
    static void close() {
        if (lake != null) {
            duckdb.close();
            lake.close();
        }
    }

    @Test
    void salesByCategoryAreThoseOfTheRawFiles() throws IOException {
        String truth = Files.readString(PIPELINE.resolve("expected_vendas_por_categoria.sql"));
        assertThat(duckdb.number("select count(*) from gold.vendas_por_categoria"))
                .isGreaterThan(50);
        assertThat(rounded("select * from gold.vendas_por_categoria", "nota_media"))
                .isEqualTo(rounded(truth, "nota_media"));
        assertThat(duckdb.rows("select sum(itens), sum(receita), sum(frete) from gold.vendas_por_categoria"))
                .isEqualTo(duckdb.rows("select count(*), sum(price::decimal(12, 2)), sum(freight_value::decimal(12, 2))"
                        + " from raw.items i where (select order_status from raw.orders o where o.order_id = i.order_id)"
                        + " not in ('canceled', 'unavailable')"));
    }

    @Test
    void deliveriesByStateAreThoseOfTheRawFiles() throws IOException {
        String truth = Files.readString(PIPELINE.resolve("expected_entregas.sql"));
        assertThat(duckdb.number("select count(*) from gold.entregas")).isEqualTo(27);
        assertThat(rounded("select * from gold.entregas", "atraso_medio_dias, prazo_medio_dias"))
                .isEqualTo(rounded(truth, "atraso_medio_dias, prazo_medio_dias"));
    }

    @Test
    void everyRowArrivesAndOnlyPaymentsOfNothingAreRefused() {
        assertThat(run.complete()).isTrue();
        for (String source : SOURCES.keySet()) {
            StageResult bronze = TestLake.result(run, "bronze." + source);
            StageResult silver = TestLake.result(run, "silver." + source);
            assertThat(bronze.rowsIn())
                    .isEqualTo(duckdb.number("select count(*) from raw." + source))
                    .isEqualTo(records(source).size());
            assertThat(bronze.rowsQuarantined()).isZero();
            assertThat(silver.rowsWritten()).as(source).isEqualTo(bronze.rowsIn() - silver.rowsQuarantined());
        }
        assertThat(lake.versions().keySet())
                .filteredOn(table -> table.endsWith("_quarantine"))
                .containsExactly("silver.payments_quarantine");
        // The publisher's header is no row, and a payment stands in one line.
        assertThat(duckdb.rows(
                        "select _rule, _reason, _source_file, _row, _record->>'order_id', _record->>'payment_value'"
                                + " from silver.payments_quarantine order by _row"))
                .isNotEmpty()
                .isEqualTo(duckdb.rows("select 'check(value_is_positive)', 'not true: payment_value > 0',"
                        + " 'landing/olist/olist_order_payments_dataset.csv', n + 1, order_id, payment_value"
                        + " from (select *, row_number() over () as n from raw.payments)"
                        + " where payment_value::double <= 0 order by n"));
    }

    @Test
    void warningsCountTheRowsThatTheyKeep() {
        warns(
                "orders",
                "check(delivered_has_a_date)",
                "order_status = 'delivered' and coalesce(order_delivered_customer_date, '') = ''");
        warns(
                "orders",
                "check(shipped_before_delivered)",
                "order_delivered_carrier_date > order_delivered_customer_date");
        warns("items", "check(limit_is_plausible)", "shipping_limit_date >= '2019'");
        warns("sellers", "check(city_has_letters)", "not regexp_matches(seller_city, '[a-z]')");
        assertThat(duckdb.rows("select seller_id from silver.sellers where seller_city = '04482255'"))
                .containsExactly("ceb7b4fb9401cd378de7886317ad1b47");
    }

    @Test
    void reviewsComeThroughWithTheirLineBreaksQuotesAccentsAndPictures() {
        List<List<String>> expected = records("reviews").stream()
                .map(review -> review.stream()
                        .map(value -> value.isEmpty() ? "null" : value)
                        .toList())
                .toList();
        assertThat(duckdb.values(
                        "select review_id, order_id, review_score, review_comment_title, review_comment_message,"
                                + " review_creation_date, review_answer_timestamp from bronze.reviews"))
                .isEqualTo(expected);
        assertThat(duckdb.number("select count(*) from silver.reviews where contains(review_comment_message, chr(10))"))
                .isGreaterThan(400);
        String message = "select review_comment_message from silver.reviews where review_id = '%s'";
        assertThat(duckdb.rows(message.formatted("4b5169c0eac1a640c7cdca3688275e47")))
                .singleElement()
                .asString()
                .startsWith("Boa Noite!\r\nO produto não foi entregue no endereço de destino.")
                .contains("\"Eu quero o meu produto\"");
        assertThat(duckdb.rows(message.formatted("03a6a25db577d0689440933055111897")))
                .singleElement()
                .asString()
                .contains("Tecido Ótimo")
                .endsWith("\uD83D\uDC4F\uD83D\uDC4F\uD83D\uDC4F Super Recomendo! \uD83D\uDC4D");
    }

    @Test
    void citiesCodesAndEmptyDatesComeThrough() {
        assertThat(duckdb.rows(
                        "select seller_city from silver.sellers where seller_id = '5dceca129747e92ff8ef7a997dc4f8ca'"))
                .containsExactly("santa barbara d´oeste");
        assertThat(duckdb.rows("select customer_zip_code_prefix, customer_city from silver.customers"
                        + " where customer_id = 'ea2196dc456ba36fe4f6b81dca4867d4'"))
                .isEqualTo(duckdb.rows("select customer_zip_code_prefix, customer_city from raw.customers"
                        + " where customer_id = 'ea2196dc456ba36fe4f6b81dca4867d4'"));
        assertThat(duckdb.number("select count(*) from silver.customers where customer_zip_code_prefix like '0%'"))
                .isPositive()
                .isEqualTo(
                        duckdb.number("select count(*) from raw.customers where customer_zip_code_prefix like '0%'"));
        for (String date :
                List.of("order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date")) {
            assertThat(duckdb.number("select count(*) from silver.orders where " + date + " is null"))
                    .as(date)
                    .isPositive()
                    .isEqualTo(duckdb.number("select count(*) from raw.orders where coalesce(" + date + ", '') = ''"));
            assertThat(duckdb.difference(
                            "select order_id, strftime(" + date + ", '%Y-%m-%d %H:%M:%S') from silver.orders",
                            "select order_id, nullif(" + date + ", '') from raw.orders"))
                    .as(date)
                    .isZero();
        }
        assertThat(duckdb.rows("select order_delivered_customer_date from silver.orders"
                        + " where order_id = '0010dedd556712d7bb69a19cb7bbd37a'"))
                .containsExactly("null");
    }

    @Test
    void aSecondRunFindsNothingNew() {
        Map<String, Long> before = lake.versions();
        RunReport again = lake.run(new PipelineReader().read(PIPELINE));
        assertThat(again.results()).hasSize(16).allMatch(result -> result.batches() == 0);
        assertThat(lake.versions()).isEqualTo(before);
    }

    private static void warns(String table, String rule, String broken) {
        long rows = duckdb.number("select count(*) from raw." + table + " where " + broken);
        assertThat(rows).as(rule).isPositive();
        String notice = (rows == 1 ? "1 row breaks " : rows + " rows break ") + rule;
        assertThat(TestLake.result(run, "silver." + table).notices()).contains(notice);
    }

    /** Rows in order, with averages to nine digits: they are summed up in another order. */
    private static List<String> rounded(String query, String averages) {
        String columns = Stream.of(averages.split(", "))
                .map(average -> "round(" + average + ", 9) as " + average)
                .collect(Collectors.joining(", "));
        return duckdb.rows("select * replace (" + columns + ") from (" + query + "\n) order by 1");
    }

    /** A file's records, read by another library. */
    private static List<List<String>> records(String source) {
        Path file = lake.landing().resolve("olist/" + FILE.formatted(SOURCES.get(source)));
        try (CSVParser parser = CSVParser.parse(
                file,
                StandardCharsets.UTF_8,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.stream().map(CSVRecord::toList).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
