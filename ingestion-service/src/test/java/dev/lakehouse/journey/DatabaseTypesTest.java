package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lakehouse.extract.PostgresServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Values of every type come into the lake as they are: what a type of tables cannot hold is kept as text. */
@EnabledIf("dev.lakehouse.extract.PostgresServer#available")
class DatabaseTypesTest {
    private static PostgresServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startServer() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    private record Sample(String type, String literal, String bronzeType, String value) {}

    private static Sample sample(String type, String literal, String bronzeType, String value) {
        return new Sample(type, literal, bronzeType, value);
    }

    private static final List<Sample> SAMPLES = List.of(
            sample("boolean", "true", "BOOLEAN", "true"),
            sample("smallint", "-32768", "INTEGER", "-32768"),
            sample("integer", "2147483647", "INTEGER", "2147483647"),
            sample("bigint", "9223372036854775807", "BIGINT", "9223372036854775807"),
            sample("real", "'1.1'", "FLOAT", "1.1"),
            sample("real", "'NaN'", "FLOAT", "nan"),
            sample("double precision", "0.1", "DOUBLE", "0.1"),
            sample("double precision", "'-Infinity'", "DOUBLE", "-inf"),
            sample("numeric(12,2)", "-1234567890.12", "DECIMAL(12,2)", "-1234567890.12"),
            sample(
                    "numeric(38,10)",
                    "1234567890123456789012345678.0123456789",
                    "DECIMAL(38,10)",
                    "1234567890123456789012345678.0123456789"),
            sample("numeric(38,0)", "-" + "9".repeat(38), "DECIMAL(38,0)", "-" + "9".repeat(38)),
            sample(
                    "numeric(39,1)",
                    "12345678901234567890123456789012345678.9",
                    "VARCHAR",
                    "12345678901234567890123456789012345678.9"),
            sample("numeric(3,-2)", "12345", "DECIMAL(5,0)", "12300"),
            sample("numeric(2,5)", "0.00012", "DECIMAL(5,5)", ".00012"),
            sample("numeric", "1e100", "VARCHAR", "1" + "0".repeat(100)),
            sample("numeric", "'NaN'", "VARCHAR", "NaN"),
            sample("money", "'12.34'", "VARCHAR", "$12.34"),
            sample("text", "'a|ção ''\\n'", "VARCHAR", "a|ção '\\n"),
            sample("varchar(5)", "'abc  '", "VARCHAR", "abc  "),
            sample("char(5)", "'abc'", "VARCHAR", "abc  "),
            sample("date", "'0001-01-01'", "DATE", "0001-01-01"),
            sample("date", "'9999-12-31'", "DATE", "9999-12-31"),
            sample("time", "'23:59:59.999999'", "VARCHAR", "23:59:59.999999"),
            sample("timetz", "'23:59:59.5-03'", "VARCHAR", "23:59:59.5-03"),
            sample(
                    "timestamp",
                    "'2024-02-29 23:59:59.123456'",
                    "TIMESTAMP WITH TIME ZONE",
                    "2024-02-29T23:59:59.123456Z"),
            sample(
                    "timestamptz",
                    "'2024-02-29 23:59:59.123456-03'",
                    "TIMESTAMP WITH TIME ZONE",
                    "2024-03-01T02:59:59.123456Z"),
            sample("interval", "'1 year 2 months 3 days 04:05:06.789'", "VARCHAR", "P1Y2M3DT4H5M6.789S"),
            sample("uuid", "'6f1e6b1c-0f0a-4c8e-9b7a-1234567890ab'", "VARCHAR", "6f1e6b1c-0f0a-4c8e-9b7a-1234567890ab"),
            sample("json", "'{\"b\":  1, \"a\": [1.50]}'", "VARCHAR", "{\"b\":  1, \"a\": [1.50]}"),
            sample("jsonb", "'{\"b\":  1, \"a\": [1.50]}'", "VARCHAR", "{\"a\": [1.50], \"b\": 1}"),
            sample("bytea", "'\\x00ff10'", "BLOB", "\\x00\\xFF\\x10"),
            sample("integer[]", "'{1,NULL,3}'", "VARCHAR", "{1,NULL,3}"),
            sample("text[][]", "'{{a,\"b,c\"},{NULL,\"NULL\"}}'", "VARCHAR", "{{a,\"b,c\"},{NULL,\"NULL\"}}"),
            sample("mood", "'só'", "VARCHAR", "só"),
            sample("positive", "7", "INTEGER", "7"),
            sample("price", "1234.56", "DECIMAL(10,2)", "1234.56"),
            sample("net_price", "1234.56", "DECIMAL(10,2)", "1234.56"),
            sample("inet", "'192.168.0.1/24'", "VARCHAR", "192.168.0.1/24"),
            sample("int4range", "'[1,5)'", "VARCHAR", "[1,5)"),
            sample("bit(4)", "b'1010'", "VARCHAR", "1010"),
            sample("xml", "'<a/>'", "VARCHAR", "<a/>"),
            sample("pair", "'(1,\"x y\")'", "VARCHAR", "(1,\"x y\")"));

    /** Values for which the type of their column has no room. */
    private static final Map<String, List<String>> ODD = Map.of(
            "date", List.of("infinity", "-infinity", "0044-03-15 BC", "10000-01-01", "5874897-12-31"),
            "timestamp", List.of("infinity", "0044-03-15 12:00:00 BC", "294276-12-31 23:59:59.999999"),
            "timestamptz", List.of("-infinity", "0044-03-15 12:00:00+00 BC", "10000-01-01 00:00:00+00"),
            "numeric(10,2)", List.of("NaN"));

    @Test
    void everyValueIsWhatItWas() throws Exception {
        StringBuilder columns = new StringBuilder("id int primary key");
        StringBuilder values = new StringBuilder("1");
        for (int i = 0; i < SAMPLES.size(); i++) {
            columns.append(", c").append(i).append(' ').append(SAMPLES.get(i).type());
            values.append(", ").append(SAMPLES.get(i).literal());
        }
        server.execute("create type mood as enum ('feliz', 'só'); create domain positive as int check (value > 0);"
                + " create domain price as numeric(10,2); create domain net_price as price check (value > 0);"
                + " create type pair as (a int, b text); create table samples (" + columns + ");"
                + " insert into samples values (" + values + "); insert into samples (id) values (2)");
        try (TestLake lake = new TestLake(folder)) {
            run(lake, "samples");
            for (int i = 0; i < SAMPLES.size(); i++) {
                Sample sample = SAMPLES.get(i);
                try (PlainDuckDb duckdb = lake.duckdb()) {
                    String value = sample.bronzeType().startsWith("TIMESTAMP")
                            ? "strftime(c" + i + " at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')"
                            : "c" + i + "::varchar";
                    assertThat(duckdb.values("select typeof(c" + i + "), " + value + ", c" + i
                                    + " is null from bronze.samples order by id"))
                            .as(sample.type() + " " + sample.literal())
                            .containsExactly(
                                    List.of(sample.bronzeType(), sample.value(), "false"),
                                    List.of(sample.bronzeType(), "null", "true"));
                }
            }
        }
    }

    @Test
    void whatATypeCannotHoldIsKeptAsText() throws Exception {
        Map<String, List<String>> odd = new TreeMap<>(ODD);
        for (Map.Entry<String, List<String>> type : odd.entrySet()) {
            String table = "odd_" + type.getKey().replaceAll("[^a-z]", "");
            server.execute("create table " + table + " (id int primary key, v " + type.getKey() + ")");
            for (String value : type.getValue()) {
                server.execute("insert into " + table + " select count(*), '" + value + "' from " + table);
            }
            try (TestLake lake = new TestLake(folder.resolve(table))) {
                run(lake, table);
                try (PlainDuckDb duckdb = lake.duckdb()) {
                    assertThat(duckdb.rows("select v_as_text from bronze." + table + " where v is null order by id"))
                            .as(type.getKey())
                            .containsExactlyElementsOf(type.getValue());
                }
            }
        }
    }

    private static void run(TestLake lake, String table) {
        lake.run(
                lake.pipeline("pipeline: p\nsources:\n  " + table + ": { connection: shop, table: public." + table
                        + ", mode: full }\n"),
                server.environment("shop"));
    }
}
