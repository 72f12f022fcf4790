package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

import dev.lakehouse.config.pipeline.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** One source whose files are of several formats. */
class FormatByNameTest {
    private static final String YAML = """
            pipeline: p
            sources:
              sales: { path: "p/sales/**", format: by-name, columns: { day: date } }
            silver:
              sales:
                from: sales
                key: [id]
                columns: { id: bigint, total: "decimal(12,2)", day: date }
                rules:
                  - not_null: [total]
            """;

    @TempDir
    private Path folder;

    private TestLake lake;
    private Pipeline pipeline;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
        pipeline = lake.pipeline(YAML);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void eachFileIsReadByWhatItsNameEndsIn() throws IOException {
        lake.land("p/sales/1.csv", "id,total,day", "1,1.10,2024-01-01");
        lake.land("p/sales/2.TSV", "id\ttotal\tday", "2\t2.20\t2024-01-02");
        lake.land("p/sales/3.json", "[{\"id\": 3, \"total\": 3.30, \"day\": \"2024-01-03\"}]");
        lake.land("p/sales/4.jsonl", "{\"id\": 4, \"total\": \"4.40\", \"day\": \"2024-01-04\"}");
        lake.land("p/sales/5.csv.gz", gzip("id,total,day\n5,5.50,2024-01-05\n"));
        lake.land("p/sales/6.ndjson.gz", gzip("{\"id\": 6, \"total\": 6.60, \"day\": \"2024-01-06\"}\n"));
        parquet("p/sales/7.parquet", "7");
        assertThat(lake.run(pipeline).complete()).isTrue();
        rowsAreThoseFromOneTo(7);

        // Bronze has text by now: the next files are of other formats, and silver's types are the same.
        parquet("p/sales/8.parquet", "8");
        lake.land("p/sales/9.json", "{\"id\": 9, \"total\": 9.90, \"day\": \"2024-01-09\"}");
        assertThat(lake.run(pipeline).complete()).isTrue();
        rowsAreThoseFromOneTo(9);
    }

    @Test
    void typesOfTheFirstParquetFileAreBronzesAndTextIsReadAsThem() {
        parquet("p/sales/1.parquet", "1");
        lake.land("p/sales/2.json", "{\"id\": 2, \"total\": 2.20, \"day\": \"2024-01-02\"}");
        lake.land("p/sales/3.csv", "id,total,day", "3,3.30,2024-01-03");
        assertThat(lake.run(pipeline).complete()).isTrue();
        rowsAreThoseFromOneTo(3);

        // Another run holds bronze to no declared type, for a Parquet file has its own.
        lake.land("p/sales/4.csv", "id,total,day", "x,4.40,2024-01-04");
        lake.run(pipeline);
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.rows("select typeof(id), typeof(day) from bronze.sales limit 1"))
                    .containsExactly("BIGINT|DATE");
            assertThat(duckdb.rows("select _rescued from bronze.sales where _rescued is not null"))
                    .singleElement()
                    .asString()
                    .contains("\"id\"", "x");
            assertThat(duckdb.rows("select _rule from silver.sales_quarantine")).hasSize(1);
        }
    }

    @Test
    void aFileWhoseNameTellsNothingIsNotTakenInAndTheOthersAre() {
        lake.land("p/sales/1.csv", "id,total,day", "1,1.10,2024-01-01");
        lake.land("p/sales/2.dat", "id,total,day", "2,2.20,2024-01-02");
        RunReport run = lake.run(pipeline);

        assertThat(run.complete()).isFalse();
        assertThat(TestLake.result(run, "bronze.sales").problems())
                .singleElement()
                .asString()
                .contains("p/sales/2.dat is not taken in", "its name does not say", ".parquet");
        rowsAreThoseFromOneTo(1);
    }

    private void rowsAreThoseFromOneTo(int last) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            assertThat(duckdb.difference(
                            "select id, total, day from silver.sales",
                            "select i, (i * 1.1)::decimal(12, 2), date '2023-12-31' + i::int from range(1, "
                                    + (last + 1) + ") t(i)"))
                    .isZero();
        }
    }

    private void parquet(String path, String id) {
        lake.land(path, new byte[0]);
        try (PlainDuckDb duckdb = new PlainDuckDb()) {
            duckdb.execute("copy (select " + id + "::bigint as id, (" + id
                    + " * 1.1)::decimal(12, 2) as total, date '2023-12-31' + " + id + " as day) to '"
                    + lake.landing().resolve(path) + "' (format parquet)");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
