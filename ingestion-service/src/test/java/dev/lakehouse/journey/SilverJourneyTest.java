package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Late changes, rules and what they do, from files to silver. */
class SilverJourneyTest {
    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void anOlderChangeThatArrivesLaterDoesNotWin() {
        Pipeline pipeline = sequenced();
        lake.land("p/t/1.csv", "id,dia,v", "1,2024-03-10,march", "2,2024-03-10,march");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,dia,v", "1,2024-01-05,late", "2,2024-04-01,april", "3,2024-01-01,new");
        StageResult silver = TestLake.result(lake.run(pipeline), "silver.t");

        assertThat(rows("select id, dia, v from silver.t order by id"))
                .containsExactly("1|2024-03-10|march", "2|2024-04-01|april", "3|2024-01-01|new");
        assertThat(silver.rowsSuperseded()).isEqualTo(1);
        assertThat(silver.rowsUpdated()).isEqualTo(1);
        assertThat(silver.rowsWritten()).isEqualTo(1);
    }

    @Test
    void changesThatAreOutOfOrderWithinABatchEndAtTheLatest() {
        lake.land("p/t/1.csv", "id,dia,v", "1,2024-03-10,c", "1,2024-03-30,latest", "1,2024-01-01,a", "1,,none");
        lake.land("p/t/2.csv", "id,dia,v", "1,2024-02-01,b");
        lake.run(sequenced());
        assertThat(rows("select v from silver.t")).containsExactly("latest");
    }

    @Test
    void betweenEqualSequencesTheOneThatArrivedLastWins() {
        Pipeline pipeline = sequenced();
        lake.land("p/t/1.csv", "id,dia,v", "1,2024-03-10,first", "1,2024-03-10,second", "2,,null");
        lake.run(pipeline);
        assertThat(rows("select v from silver.t order by id")).containsExactly("second", "null");
        lake.land("p/t/2.csv", "id,dia,v", "1,2024-03-10,third", "2,,later null");
        lake.run(pipeline);
        assertThat(rows("select v from silver.t order by id")).containsExactly("third", "later null");
    }

    @Test
    void whyAnExpressionIsRefusedIsToldAlsoWhereSilverHasAColumnOfTheNameThatItReads() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns:
                      id: bigint
                      day: { expr: "left(moment, 10)", type: date }
                      moment: string
                      pages: { expr: "trim(file)", type: integer }
                """);
        lake.land("p/t/1.csv", "id,moment,file", "1,2024-03-10 08:00,7", "2,one fine day,7", "3,2024-03-10 08:00,all");
        lake.run(pipeline);
        assertThat(rows("select id, day, pages from silver.t")).containsExactly("1|2024-03-10|7");
        assertThat(rows("select _rule, _reason, _row from silver.t_quarantine order by _row"))
                .containsExactly(
                        "type(day)|day: 'one fine d' is no date|3", "type(pages)|pages: 'all' is no integer|4");
    }

    @Test
    void aRuleWarnsDropsOrQuarantines() {
        Pipeline pipeline = ruled("warn", "drop", "quarantine");
        lake.land("p/t/1.csv", "id,a,b,c", "1,1,1,1", "2,-1,1,1", "3,1,-1,1", "4,1,1,-1", "5,-1,-1,-1", "6,,,");
        StageResult silver = TestLake.result(lake.run(pipeline), "silver.t");

        assertThat(rows("select id from silver.t order by id")).containsExactly("1", "2", "6");
        assertThat(rows("select _rule, _source_file, _row, _record->>'id' from silver.t_quarantine order by _row"))
                .containsExactly(
                        "check(c_positive)|landing/p/t/1.csv|5|4",
                        "check(b_positive); check(c_positive)|landing/p/t/1.csv|6|5");
        assertThat(silver.rowsIn()).isEqualTo(6);
        assertThat(silver.rowsWritten()).isEqualTo(3);
        assertThat(silver.rowsQuarantined()).isEqualTo(2);
        assertThat(silver.notices())
                .contains(
                        "2 rows break check(a_positive)",
                        "2 rows break check(b_positive)",
                        "2 rows break check(c_positive)");
        DeltaLog log = lake.table("silver.t");
        assertThat(log.metric(0, "numRowsDropped")).isEqualTo(1);
        assertThat(log.metric(0, "numRowsQuarantined")).isEqualTo(2);
    }

    @Test
    void aRuleThatFailsCommitsNothingAndTheBatchGoesOnOnceItIsRelaxed() throws Exception {
        Pipeline strict = ruled("warn", "drop", "fail");
        lake.land("p/t/1.csv", "id,a,b,c", "1,1,1,1");
        lake.run(strict);
        var before = lake.versions();
        lake.land("p/t/2.csv", "id,a,b,c", "2,1,1,1", "3,1,1,-1");

        assertThatThrownBy(() -> lake.run(strict))
                .asInstanceOf(type(LakehouseException.class))
                .satisfies(failure -> {
                    assertThat(failure.code()).isEqualTo("RULE_BROKEN");
                    assertThat(failure.kind()).isEqualTo(FailureKind.DATA);
                    assertThat(failure.what()).contains("check(c_positive)").contains("silver.t");
                });
        assertThat(lake.versions().get("silver.t")).isEqualTo(before.get("silver.t"));
        assertThat(lake.versions()).doesNotContainKey("silver.t_quarantine");
        assertThat(rows("select id from silver.t")).containsExactly("1");
        DeltaLog log = lake.table("silver.t");
        try (var files = Files.list(log.folder())) {
            assertThat(files.filter(file -> file.toString().endsWith(".parquet")))
                    .containsExactlyInAnyOrderElementsOf(log.files(log.version()));
        }

        lake.run(ruled("warn", "drop", "quarantine"));
        assertThat(rows("select id from silver.t order by id")).containsExactly("1", "2");
        assertThat(rows("select _record->>'id' from silver.t_quarantine")).containsExactly("3");
    }

    @Test
    void aRuleWhoseSqlIsWrongIsNamedWithWhatIsWrong() {
        assertThat(failureOf(checked("a: integer", "aa > 0", ""), Map.of())).satisfies(failure -> {
            assertThat(failure.what()).isEqualTo("silver.t: the rule check(sound) does not compile");
            assertThat(failure.why()).contains("\"aa\"").contains("\"a\"").doesNotContain("__broken");
        });
        assertThat(failureOf(checked("a: integer", "a >> ", ""), Map.of()).what())
                .contains("check(sound)");
    }

    @Test
    void anExpressionOrAQueryWhoseSqlIsWrongIsNamedWithWhatIsWrong() {
        String expression = "a: { expr: \"uper(trim(a))\", type: string }";
        assertThat(failureOf(checked(expression, "true", ""), Map.of())).satisfies(failure -> {
            assertThat(failure.what()).isEqualTo("silver.t: the expression of the column a does not compile");
            assertThat(failure.why()).contains("uper");
        });
        String query = "select *\nfrom bronze.t\nwhere idd is not null -- all";
        assertThat(failureOf(checked("a: integer", "true", "sql: t.sql"), Map.of("t.sql", query))
                        .what())
                .contains("t.sql, line 3");
    }

    @Test
    void aSilverQueryMayEndInAComment() {
        lake.land("p/t/1.csv", "id,a", "1,1", "2,2");
        lake.run(lake.pipeline(
                checked("a: integer", "a > 0", "sql: t.sql"),
                Map.of("t.sql", "select * from bronze.t where id <> '2' -- but for two")));
        assertThat(rows("select id, a from silver.t")).containsExactly("1|1");
    }

    @Test
    void aRowThatRefersToALaterOneOfAnotherTableIsRefusedAndANewCopyIsTaken() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  c: { path: "p/c/**", format: csv }
                  o: { path: "p/o/**", format: csv }
                silver:
                  o:
                    from: o
                    key: [id]
                    columns: { id: bigint, c: bigint }
                    rules: [ { references: { column: c, table: c } } ]
                  c: { from: c, key: [id], columns: { id: bigint } }
                """);
        lake.land("p/c/1.csv", "id", "1");
        lake.land("p/o/1.csv", "id,c", "10,1", "11,2", "12,");
        lake.run(pipeline);
        assertThat(rows("select id from silver.o order by id")).containsExactly("10", "12");
        assertThat(rows("select _rule, _row from silver.o_quarantine")).containsExactly("references(c, c)|3");

        lake.land("p/c/2.csv", "id", "2");
        lake.land("p/o/2.csv", "id,c", "11,2");
        lake.run(pipeline);
        assertThat(rows("select id from silver.o order by id")).containsExactly("10", "11", "12");
    }

    private LakehouseException failureOf(String yaml, Map<String, String> files) {
        lake.land("p/t/1.csv", "id,a", "1,1", "2,2");
        Pipeline pipeline = lake.pipeline(yaml, files);
        LakehouseException failure = catchThrowableOfType(LakehouseException.class, () -> lake.run(pipeline));
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.code()).isEqualTo("SQL_INVALID");
        assertThat(lake.versions()).doesNotContainKey("silver.t");
        return failure;
    }

    private static String checked(String column, String condition, String sql) {
        return """
                pipeline: p
                sources: { t: { path: "p/t/**", format: csv } }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, %s }
                    rules:
                      - check: { name: sound, that: "%s" }
                    %s
                """.formatted(column, condition, sql);
    }

    private Pipeline sequenced() {
        return lake.pipeline("""
                pipeline: p
                sources: { t: { path: "p/t/**", format: csv } }
                silver:
                  t:
                    from: t
                    key: [id]
                    load: upsert
                    sequence: [dia]
                    columns: { id: bigint, dia: date, v: string }
                """);
    }

    private Pipeline ruled(String a, String b, String c) {
        return lake.pipeline("""
                pipeline: p
                sources: { t: { path: "p/t/**", format: csv } }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, a: integer, b: integer, c: integer }
                    rules:
                      - check: { name: a_positive, that: "a > 0", action: %s }
                      - check: { name: b_positive, that: "b > 0", action: %s }
                      - check: { name: c_positive, that: "c > 0", action: %s }
                """.formatted(a, b, c));
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
