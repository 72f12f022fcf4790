package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Ways in which rows or values could be lost without a word, each of which a reviewer once found open. */
class NothingVanishesTest {
    @TempDir
    Path folder;

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
    void aSilverQueryMayMakeMoreRowsThanLanded() {
        Pipeline pipeline = lake.pipeline(
                """
                pipeline: p
                sources:
                  o: { path: "p/o/**", format: csv }
                silver:
                  items:
                    from: o
                    key: [item]
                    sql: items.sql
                    columns:
                      item: bigint
                """, Map.of("items.sql", "select *, unnest(string_split(items, '|')) as item from bronze.o"));
        lake.land("p/o/1.csv", "id,items", "1,10|x", "2,20|y");

        StageResult silver = TestLake.result(lake.run(pipeline), "silver.items");

        assertThat(rows("select item from silver.items order by item")).containsExactly("10", "20");
        assertThat(rows("select _reason from silver.items_quarantine"))
                .containsExactly(
                        "item: what the query yields is no bigint", "item: what the query yields is no bigint");
        assertThat(silver.rowsIn()).isEqualTo(4);
        assertThat(silver.rowsQuarantined()).isEqualTo(2);
        assertThat(silver.rowsSuperseded()).isZero();
    }

    @Test
    void aBatchThatIsDoneAgainUnderAnotherRuleMovesItsRows() throws Exception {
        lake.land("p/t/1.csv", "id,v", "1,5", "2,-1", "3,20");
        lake.run(checked("v > 0"));
        assertThat(rows("select _record->>'id' from silver.t_quarantine")).containsExactly("2");

        // As after a kill between the two commits: the quarantine has the batch, the table has not.
        delete(lake.home().resolve("silver/t"));
        lake.run(checked("v > 10"));
        assertThat(rows("select id from silver.t")).containsExactly("3");
        assertThat(rows("select _record->>'id' from silver.t_quarantine order by 1"))
                .containsExactly("1", "2");

        delete(lake.home().resolve("silver/t"));
        lake.run(checked("v > -10"));
        assertThat(rows("select id from silver.t order by id")).containsExactly("1", "2", "3");
        assertThat(rows("select _record->>'id' from silver.t_quarantine")).isEmpty();
    }

    @Test
    void aGoldKeyMayBeNull() {
        Pipeline pipeline = lake.pipeline(
                """
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, categoria: string, v: integer }
                gold:
                  g:
                    key: [categoria]
                    sql: g.sql
                    changed_keys:
                      silver.t: categoria
                """, Map.of("g.sql", "select categoria, sum(v) as total from silver.t group by categoria"));
        lake.land("p/t/1.csv", "id,categoria,v", "1,,5", "2,a,1");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,categoria,v", "3,,100", "4,a,2");
        lake.run(pipeline);

        assertThat(rows("select categoria, total from gold.g order by total")).containsExactly("a|3", "null|105");
    }

    @Test
    void anObjectThatNamesAKeyTwiceIsInQuarantine() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: json }
                """);
        lake.land("p/t/1.json", "{\"id\":1,\"id\":2}", "{\"id\":3}");
        lake.run(pipeline);

        assertThat(rows("select id from bronze.t")).containsExactly("3");
        assertThat(rows("select _row, _record from bronze.t_quarantine")).containsExactly("1|{\"id\":1,\"id\":2}");
    }

    @Test
    void columnsMayBeCalledAsTheReadersCallAPlace() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv }
                """);
        lake.land("p/t/1.csv", "id,file_index", "1,7");
        lake.land("p/t/2.csv", "id,file_index", "2,0");
        lake.run(pipeline);

        assertThat(rows("select id, source_file_index, _source_file from bronze.t order by id"))
                .containsExactly("1|7|landing/p/t/1.csv", "2|0|landing/p/t/2.csv");
    }

    @Test
    void aFractionIsNoWholeNumber() {
        Pipeline pipeline = lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, n: bigint }
                """);
        lake.land("p/t/1.csv", "id,n", "1,3.0", "2,2.5", "3,25e-1", "4,9007199254740993.5", "5,0x1F", "6,1e3", "7,+12");
        lake.run(pipeline);

        assertThat(rows("select id, n from silver.t order by id")).containsExactly("1|3", "6|1000", "7|12");
        assertThat(rows("select _record->>'id' from silver.t_quarantine order by 1"))
                .containsExactly("2", "3", "4", "5");
    }

    private Pipeline checked(String condition) {
        return lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns: { id: bigint, v: integer }
                    rules:
                      - check: { name: sound, that: "%s" }
                """.formatted(condition));
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }

    private static void delete(Path folder) throws Exception {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
