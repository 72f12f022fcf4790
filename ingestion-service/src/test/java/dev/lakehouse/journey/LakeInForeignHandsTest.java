package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DeltaRsReader;
import dev.lakehouse.table.DeltaRsReader.Query;
import dev.lakehouse.table.DuckReader;
import dev.lakehouse.table.KernelReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every table that the journey makes, in the hands of plain DuckDB, Delta Kernel and delta-rs: the same rows at every version,
 * and the same counts whether statistics are used or not. A statistic that is wrong hides rows, which shows here.
 */
class LakeInForeignHandsTest {
    private static final int DAYS = 3;
    private static final int FILES_OF_TYPES = 6;

    @TempDir
    private static Path folder;

    private static TestLake lake;
    private static Map<String, DeltaLog> tables;

    @BeforeAll
    static void fill() throws Exception {
        lake = new TestLake(folder);
        Pipeline loja = new PipelineReader().read(Path.of("..", "pipelines", "loja"));
        LojaGenerator generator = new LojaGenerator(new LojaParameters(600, DAYS, 18, 20));
        for (int day = 1; day <= DAYS; day++) {
            generator.generateDay(day, lake.landing(), false, rows -> {});
            lake.run(loja);
        }
        landEveryType();
        lake.run(everyType());
        tables = DeltaLog.all(lake.home());
    }

    @AfterAll
    static void close() {
        lake.close();
    }

    @Test
    void thereIsATableOfEachKind() {
        assertThat(tables)
                .containsOnlyKeys(
                        "bronze.clientes",
                        "bronze.pedidos",
                        "bronze.pedidos_quarantine",
                        "bronze.produtos",
                        "bronze.tipos",
                        "silver.clientes",
                        "silver.pedidos",
                        "silver.pedidos_quarantine",
                        "silver.produtos",
                        "silver.produtos_quarantine",
                        "silver.tipos",
                        "gold.analise_clientes_pedidos",
                        "gold.analise_produtos",
                        "gold.clientes_por_corte",
                        "ops.landing_files");
    }

    @Test
    void ourReaderTakesTheFilesThatTheLogNames() {
        tables.forEach((name, log) -> {
            for (long version : log.versions()) {
                var table = lake.open().table(TableName.parse(name));
                assertThat(table.snapshot(version).files().stream()
                                .map(file ->
                                        lake.home().resolve(table.dataPath(file).value())))
                        .as(name + " at " + version)
                        .containsExactlyInAnyOrderElementsOf(log.files(version));
            }
        });
    }

    @Test
    void kernelReadsTheSameRowsAtEveryVersion() {
        KernelReader kernel = new KernelReader();
        tables.forEach((name, log) -> {
            for (long version : log.versions()) {
                assertThat(kernel.rows(log.folder(), version))
                        .as(name + " at " + version)
                        .isEqualTo(DuckReader.query(log.select(version)));
            }
        });
    }

    @Test
    void deltaRsReadsTheSameRowsAtEveryVersion() {
        DeltaRsReader deltaRs = DeltaRsReader.orSkip();
        List<Query> queries = new ArrayList<>();
        List<List<String>> expected = new ArrayList<>();
        tables.forEach((name, log) -> {
            for (long version : log.versions()) {
                queries.add(new Query(log.folder(), version, "select * from t"));
                expected.add(DuckReader.query(log.select(version)));
            }
        });
        List<List<String>> found = deltaRs.ask(queries);
        for (int at = 0; at < queries.size(); at++) {
            assertThat(found.get(at)).as(queries.get(at).toString()).isEqualTo(expected.get(at));
        }
    }

    @Test
    void kernelSkipsNoFileThatHasARowItIsAskedFor() {
        KernelReader kernel = new KernelReader();
        long skipped = 0;
        for (DeltaLog log : tables.values()) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                List<Path> all = log.files(log.version());
                List<Probe> probes = probes(duckdb, log);
                List<List<Path>> candidates = kernel.files(
                        log.folder(),
                        log.version(),
                        probes.stream().map(Probe::kernel).toList());
                Map<List<Path>, List<Probe>> byFiles = new LinkedHashMap<>();
                for (int at = 0; at < probes.size(); at++) {
                    List<Path> files = candidates.get(at).stream().sorted().toList();
                    byFiles.computeIfAbsent(files, key -> new ArrayList<>()).add(probes.get(at));
                    skipped += all.size() - files.size();
                }
                byFiles.forEach((files, asked) -> {
                    String counts = counts(asked.stream().map(Probe::duckdb).toList());
                    assertThat(duckdb.rows(counts + relation(log, files)))
                            .as(asked.toString())
                            .isEqualTo(duckdb.rows(counts + relation(log, all)));
                });
            }
        }
        // With statistics that say nothing, nothing could go wrong.
        assertThat(skipped).isGreaterThan(500);
    }

    @Test
    void deltaRsFindsTheSameRowsWithStatisticsAndWithout() {
        DeltaRsReader deltaRs = DeltaRsReader.orSkip();
        List<Query> queries = new ArrayList<>();
        for (DeltaLog log : tables.values()) {
            try (PlainDuckDb duckdb = new PlainDuckDb()) {
                List<String> conditions =
                        probes(duckdb, log).stream().map(Probe::deltaRs).toList();
                // All conditions in one query leave no file out; each in its own does.
                queries.add(new Query(log.folder(), log.version(), counts(conditions) + "t"));
                conditions.forEach(condition -> queries.add(
                        new Query(log.folder(), log.version(), "select count(*) as n from t where " + condition)));
            }
        }
        List<List<String>> found = deltaRs.ask(queries);
        Map<String, String> wrong = new LinkedHashMap<>();
        List<String> whole = List.of();
        int condition = 0;
        for (int at = 0; at < queries.size(); at++) {
            List<String> counts = numbers(found.get(at).get(0));
            if (!queries.get(at).sql().contains(" where ")) {
                whole = counts;
                condition = 0;
            } else if (!counts.get(0).equals(whole.get(condition++))) {
                wrong.put(queries.get(at).toString(), counts + ", not " + whole.get(condition - 1));
            }
        }
        assertThat(queries).hasSizeGreaterThan(1_000);
        assertThat(wrong).isEmpty();
    }

    /** The start of a query that counts the rows for which each condition is true. */
    private static String counts(List<String> conditions) {
        return IntStream.range(0, conditions.size())
                .mapToObj(at -> "count(case when " + conditions.get(at) + " then 1 end) as n" + at)
                .collect(Collectors.joining(", ", "select ", " from "));
    }

    /** The numbers of a line such as {@code ["1","2"]}. */
    private static List<String> numbers(String line) {
        return List.of(line.replaceAll("[\\[\\]\"]", "").split(","));
    }

    private static List<Probe> probes(PlainDuckDb duckdb, DeltaLog log) {
        String relation = relation(log, log.files(log.version()));
        return log.columns(log.version()).entrySet().stream()
                .flatMap(column -> Probe.of(duckdb, relation, column.getKey(), column.getValue()).stream())
                .toList();
    }

    private static String relation(DeltaLog log, List<Path> files) {
        return "(" + log.select(log.version(), files) + ")";
    }

    private static Pipeline everyType() {
        String columns = "i8: tinyint, i16: smallint, i32: integer, i64: bigint, f32: real, f64: double, dia: date,"
                + " hora: timestamp(6), texto: string, sim: boolean, d9: \"decimal(9,4)\", d18: \"decimal(18,2)\","
                + " d38: \"decimal(38,10)\"";
        return lake.pipeline("""
                pipeline: p
                sources: { tipos: { path: "p/tipos/**", format: parquet, max_files: 1 } }
                silver:
                  tipos: { from: tipos, load: append, columns: { %s } }
                """.formatted(columns));
    }

    /** One landing file a batch, and so one data file each: their ranges lie apart, touch and overlap. */
    private static void landEveryType() throws Exception {
        Path landing = lake.landing().resolve("p/tipos");
        Files.createDirectories(landing);
        try (PlainDuckDb duckdb = new PlainDuckDb()) {
            for (int file = 0; file < FILES_OF_TYPES; file++) {
                duckdb.execute("copy (" + everyTypeRows(file) + ") to '" + landing.resolve(file + ".parquet")
                        + "' (format parquet)");
            }
        }
    }

    private static String everyTypeRows(int file) {
        String edges = Map.of(
                        3, "f32 := '-0.0'::float, f64 := '-0.0'::double",
                        4, "f32 := 'nan'::float, f64 := 'nan'::double",
                        5, "f32 := 'inf'::float, f64 := '-inf'::double")
                .getOrDefault(file, "f32 := 0.1::float, f64 := 1e-300::double");
        String text = List.of(
                        "''",
                        "repeat('ç', 31) || 'ção ' || i",
                        "repeat(chr(128512), 33) || i",
                        "repeat(chr(1114111), 40)",
                        "repeat('z', 32) || repeat(chr(65535), 5) || i",
                        "'\"aspas\" e ''plicas'' ' || chr(9) || i")
                .get(file);
        return """
                with e as (select struct_pack(%s) as e)
                select case when i %% 9 = 8 then null else (i - 128 + %d * 40) end::tinyint as i8,
                  (i * 100 - 20000 + %d)::smallint as i16,
                  (i * 1000000 * (%d - 2))::integer as i32,
                  case when i = 7 then -9223372036854775808 when i = 8 then 9223372036854775807 else i end::bigint as i64,
                  case when i %% 11 = 3 then e.f32 else i / 7 + %d end::float as f32,
                  case when i %% 11 = 4 then e.f64 else i * 0.1::double - %d end as f64,
                  date '1969-12-01' + (i + 20 * %d)::integer as dia,
                  timestamptz '1969-12-31 23:59:59.999999+00' + interval (i * 86400123457) microsecond as hora,
                  case when i %% 5 = 0 then null else %s end as texto,
                  case when %d = 2 then null else i %% 2 = 0 end as sim,
                  (i * 1.0001 - %d)::decimal(9, 4) as d9,
                  (i * -9999999999.01)::decimal(18, 2) as d18,
                  (i || '2345678901234567890.0123456789')::decimal(38, 10) as d38
                from range(12 * %d, 12 * %d + 12) r(i), e
                """.formatted(edges, file, file, file, file, file, file, text, file, file, file % 3, file % 3);
    }
}
