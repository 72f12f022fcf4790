package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a column has a type, no value becomes another one on its way into it. */
class ValuesStayTest {
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
    void ofParquetFilesOfUnlikeTypes() throws Exception {
        lake.source("parquet");
        Files.createDirectories(lake.landed("."));
        copy("1.parquet", "select 1 as id, 4.5::double as v");
        copy("2.parquet", "select 2 as id, 9007199254740993::bigint as v");
        copy("3.parquet", "select 3 as id, 7::bigint as v");
        lake.run();

        assertThat(lake.rows("select id, v, _rescued from bronze.t order by id"))
                .containsExactly("1|4.5|null", "2|null|{\"v\":\"9007199254740993\"}", "3|7.0|null");
    }

    @Test
    void ofParquetFilesThatLandLater() throws Exception {
        lake.source("parquet");
        Files.createDirectories(lake.landed("."));
        copy("1.parquet", "select 1 as id, 4::bigint as v, date '2024-01-31' as d");
        lake.run();
        copy("2.parquet", "select 2 as id, 2.5::double as v, timestamp '2024-01-31 10:00:00' as d");
        copy("3.parquet", "select 3 as id, 3.0::double as v, timestamp '2024-01-31 00:00:00' as d");
        lake.run();

        assertThat(lake.rows("select id, v, d, _rescued from bronze.t order by id"))
                .containsExactly(
                        "1|4|2024-01-31|null",
                        "2|null|null|{\"v\":\"2.5\",\"d\":\"2024-01-31 10:00:00\"}",
                        "3|3|2024-01-31|null");
    }

    @Test
    void ofJsonWithDeclaredTypes() {
        lake.source("json", "columns: { n: bigint, d: date, x: double }");
        lake.land(
                "1.json",
                "{\"id\":1,\"n\":2.5,\"d\":\"05/03/24\",\"x\":1e400}\n{\"id\":2,\"n\":2.0,\"d\":\"2024-03-05\",\"x\":1.5}\n");
        lake.run();

        assertThat(lake.rows(
                        "select id, n, d, x, _rescued->>'n', _rescued->>'d', _rescued->>'x' from bronze.t order by id"))
                .containsExactly("1|null|null|null|2.5|05/03/24|1e400", "2|2|2024-03-05|1.5|null|null|null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"d: date|05/03/24", "d: timestamp|05/03/24 10:00:00", "d: double|-1e400", "d: timestamp|infinity"
            })
    void ofCsvWithDeclaredTypes(String column) {
        String[] parts = column.split("\\|", -1);
        lake.source("csv", "columns: { " + parts[0] + " }");
        lake.land("1.csv", "id,d\n1," + parts[1] + "\n2,\n");
        lake.run();

        assertThat(lake.rows("select id, d, _rescued->>'d' from bronze.t order by id"))
                .containsExactly("1|null|" + parts[1], "2|null|null");
    }

    @Test
    void ofListsInSilver() {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: json }
                silver:
                  t: { from: t, key: [id], columns: { id: bigint, a: array<bigint> } }
                """);
        lake.land("1.json", """
                {"id":1,"a":[1,null,3]}
                {"id":2,"a":[1,2.5]}
                {"id":3,"a":["x",2]}
                {"id":4,"a":[]}
                {"id":5,"a":null}
                {"id":6,"a":7}
                """);
        lake.run();

        assertThat(lake.rows("select id, a::varchar from silver.t order by id"))
                .containsExactly("1|[1, NULL, 3]", "4|[]", "5|null");
        assertThat(lake.rows("select _record->>'id' from silver.t_quarantine order by 1"))
                .containsExactly("2", "3", "6");
    }

    private void copy(String name, String query) throws Exception {
        try (PlainDuckDb duckdb = PlainDuckDb.over(lake.home())) {
            duckdb.execute("copy (" + query + ") to '" + lake.landed(name) + "'");
        }
    }
}
