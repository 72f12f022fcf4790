package dev.lakehouse.table;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Other programs read our tables to the same rows, at every version and under predicates. */
class ForeignReadersTest {
    private static final TableSchema EVERY_TYPE = TestTable.schema(
            "id", ColumnType.Primitive.BIGINT,
            "texto", ColumnType.Primitive.STRING,
            "flag", ColumnType.Primitive.BOOLEAN,
            "i8", ColumnType.Primitive.TINYINT,
            "i16", ColumnType.Primitive.SMALLINT,
            "i32", ColumnType.Primitive.INTEGER,
            "f32", ColumnType.Primitive.REAL,
            "f64", ColumnType.Primitive.DOUBLE,
            "dia", ColumnType.Primitive.DATE,
            "hora", ColumnType.Primitive.TIMESTAMP,
            "bytes", ColumnType.Primitive.BINARY,
            "valor", new ColumnType.Decimal(12, 2),
            "grande", new ColumnType.Decimal(38, 10),
            "lista", new ColumnType.Array(ColumnType.Primitive.STRING),
            "mapa", new ColumnType.Map(ColumnType.Primitive.STRING, ColumnType.Primitive.BIGINT),
            "par", new ColumnType.Struct(TestTable.ID_AND_NAME.columns()));

    private static final String ROWS = """
            SELECT i::BIGINT AS id,
              CASE WHEN i %% 7 = 0 THEN NULL WHEN i %% 5 = 0 THEN repeat('ç', 40) || i WHEN i %% 3 = 0 THEN '😀' || i
                ELSE 'São Paulo, "' || i || '"' END AS texto,
              CASE WHEN i %% 4 = 0 THEN NULL ELSE i %% 2 = 0 END AS flag,
              (i %% 100)::TINYINT AS i8, (-i)::SMALLINT AS i16, (i * 1000)::INTEGER AS i32,
              (i / 3)::REAL AS f32,
              CASE WHEN i = %d THEN -0.0::DOUBLE ELSE i * 0.1::DOUBLE END AS f64,
              DATE '1999-12-31' + i::INTEGER AS dia,
              TIMESTAMPTZ '2024-02-29 23:59:59.123456+00' + INTERVAL (i * 1000003) MICROSECOND AS hora,
              encode('b' || i) AS bytes,
              (i * 1.01)::DECIMAL(12,2) AS valor,
              (i::DECIMAL(38,10) * 1234567890123456.0123456789::DECIMAL(38,10))::DECIMAL(38,10) AS grande,
              CASE WHEN i %% 2 = 0 THEN ['a', NULL, 'ç' || i] ELSE [] END AS lista,
              MAP {'k' || i: i::BIGINT, 'z': NULL} AS mapa,
              CASE WHEN i %% 3 = 0 THEN NULL ELSE {'id': i::BIGINT, 'nome': 'n' || i} END AS par
            FROM range(%d, %d) r(i)
            """;

    @TempDir
    Path parent;

    @Test
    void everyTypeIsReadBackByAll() {
        TestTable table = new TestTable(parent.resolve("um lago é 100%"));
        for (int file = 0; file < 3; file++) {
            table.append(EVERY_TYPE, table.write("dados de março " + file + " 50%.parquet", EVERY_TYPE, sql(file)));
        }

        assertSameAtEveryVersion(table);
    }

    @Test
    void tablesThatGrewShrankAndGainedColumnsAreTheSameAtEveryVersion() {
        TestTable table = new TestTable(parent);
        TableSchema wider = TestTable.ID_AND_NAME.plus(
                TestTable.schema("valor", new ColumnType.Decimal(12, 2)).columns());
        for (int number = 0; number < 9; number++) {
            table.append("loja", number, table.write("é " + number + ".parquet", TestTable.ID_AND_NAME, row(number)));
        }
        table.append(wider, table.write(wider, "SELECT 9::BIGINT id, 'nove' nome, 9.99::DECIMAL(12,2) valor"));
        for (int number = 10; number < 14; number++) {
            TableSnapshot base = table.table.snapshot().orElseThrow();
            table.table.commit(TestTable.rewrite(
                    base,
                    List.of(table.write(wider, "SELECT " + number + "::BIGINT id, 'm' nome, 1::DECIMAL(12,2) valor")),
                    base.files().stream()
                            .filter(file -> file.name().startsWith("é"))
                            .limit(2)
                            .toList(),
                    Optional.of(new BatchMark("merge", number))));
        }

        assertThat(table.table.snapshot().orElseThrow().files()).hasSize(6);
        assertSameAtEveryVersion(table);
    }

    @Test
    void predicatesFindTheSameRowsWithStatisticsAndWithout() {
        DeltaRsReader deltaRs = DeltaRsReader.orSkip();
        TestTable table = new TestTable(parent);
        for (int file = 0; file < 4; file++) {
            table.append(EVERY_TYPE, table.write(EVERY_TYPE, sql(file)));
        }
        TableSnapshot snapshot = table.table.snapshot().orElseThrow();
        // An SQL for delta-rs, and one for DuckDB where it says a literal's type in another way.
        Map<String, String> predicates = new LinkedHashMap<>();
        for (String both : List.of(
                "texto >= '😀'",
                "texto = '😀3'",
                "texto > 'ç'",
                "texto < 'T'",
                "texto IS NULL",
                "flag",
                "i8 = 13",
                "i16 < -25",
                "i32 >= 29000",
                "f64 <= 0",
                "f64 = 0.0",
                "f32 > 9.5",
                "dia = DATE '2000-01-30'",
                "id IN (0, 39)")) {
            predicates.put(both, both);
        }
        for (int number = 0; number < 40; number += 3) {
            String text = "texto = 'São Paulo, \"%d\"'".formatted(number);
            predicates.put(text, text);
            String time = Instant.parse("2024-02-29T23:59:59.123456Z")
                    .plus(number * 1_000_003L, ChronoUnit.MICROS)
                    .toString();
            predicates.put(
                    "hora = arrow_cast('" + time + "', 'Timestamp(Microsecond, Some(\"UTC\"))')",
                    "hora = TIMESTAMPTZ '" + time + "'");
            String small =
                    new BigDecimal("1.01").multiply(BigDecimal.valueOf(number)).toPlainString();
            predicates.put(
                    "valor = arrow_cast('" + small + "', 'Decimal128(12, 2)')",
                    "valor = '" + small + "'::DECIMAL(12,2)");
            String large = new BigDecimal("1234567890123456.0123456789")
                    .multiply(BigDecimal.valueOf(number))
                    .toPlainString();
            predicates.put(
                    "grande = arrow_cast('" + large + "', 'Decimal128(38, 10)')",
                    "grande = '" + large + "'::DECIMAL(38,10)");
        }

        List<List<String>> found =
                deltaRs.rowsWhere(table.folder(), snapshot.version(), List.copyOf(predicates.keySet()));

        int at = 0;
        for (Map.Entry<String, String> predicate : predicates.entrySet()) {
            assertThat(found.get(at++))
                    .as(predicate.getKey())
                    .isEqualTo(DuckReader.rowsWhere(table.lake, snapshot, predicate.getValue()));
        }
    }

    @Test
    void kernelSkipsNoFileThatHoldsARowItIsAskedFor() {
        TestTable table = new TestTable(parent);
        for (int file = 0; file < 4; file++) {
            table.append(EVERY_TYPE, table.write(EVERY_TYPE, sql(file)));
        }
        TableSnapshot snapshot = table.table.snapshot().orElseThrow();
        KernelReader kernel = new KernelReader();

        for (int number = 0; number < 40; number++) {
            String where = "id = " + number;
            String row = DuckReader.rowsWhere(table.lake, snapshot, where).get(0);
            long micros = 1_709_251_199_123_456L + number * 1_000_003L;
            for (Predicate predicate : List.of(
                    equal("id", Literal.ofLong(number)),
                    equal("i32", Literal.ofInt(number * 1000)),
                    equal("hora", Literal.ofTimestamp(micros)),
                    equal("dia", Literal.ofDate(10956 + number)))) {
                List<String> candidates = kernel.rows(table.folder(), snapshot.version(), predicate);
                assertThat(candidates).as(predicate.toString()).contains(row);
                assertThat(candidates.size()).as(predicate.toString()).isEqualTo(10);
            }
            // 20 has -0.0, so that its file has all the numbers of the first one between its bounds.
            List<String> candidates = kernel.rows(
                    table.folder(),
                    snapshot.version(),
                    equal("f64", Literal.ofDouble(number == 20 ? -0.0 : number * 0.1)));
            assertThat(candidates).as("f64 of " + number).contains(row);
            assertThat(candidates.size()).as("f64 of " + number).isLessThanOrEqualTo(20);
        }
    }

    private void assertSameAtEveryVersion(TestTable table) {
        KernelReader kernel = new KernelReader();
        long newest = table.table.snapshot().orElseThrow().version();
        List<List<String>> expected = new ArrayList<>();
        for (long version = 0; version <= newest; version++) {
            List<String> rows = DuckReader.rows(table.lake, table.table.snapshot(version));
            expected.add(rows);
            assertThat(rows).hasSize((int) table.table.snapshot(version).rows());
            assertThat(kernel.rows(table.folder(), version))
                    .as("Kernel at version " + version)
                    .isEqualTo(rows);
        }
        List<Long> versions = LongStream.rangeClosed(0, newest).boxed().toList();
        assertThat(DeltaRsReader.orSkip().rows(table.folder(), versions)).isEqualTo(expected);
    }

    private static Predicate equal(String column, Literal value) {
        return new Predicate("=", new Column(column), value);
    }

    private static String sql(int file) {
        return ROWS.formatted(20, file * 10, file * 10 + 10);
    }

    private static String row(int number) {
        return "SELECT %d::BIGINT AS id, 'nome %d' AS nome".formatted(number, number);
    }
}
