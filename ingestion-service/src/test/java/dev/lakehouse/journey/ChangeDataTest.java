package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rows that are inserts, updates and deletes: what is deleted stays so, whatever comes late. */
class ChangeDataTest {
    private static final String SILVER = "silver.t";

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
    void aFullLoadAndThenChanges() {
        Pipeline pipeline = pipeline();
        lake.land("p/t/0.csv", "id,seq,v", "1,1,a", "2,1,b", "3,1,c");
        StageResult full = TestLake.result(lake.run(pipeline), SILVER);
        assertThat(full.notices())
                .contains("no file of t has had the column OP yet, so that every row is taken for an insert");
        lake.land("p/t/1.csv", "OP,id,seq,v", "U,1,2,a2", "D,2,2,", "i,4,2,d", "D,9,2,");
        StageResult silver = TestLake.result(lake.run(pipeline), SILVER);

        assertThat(rows("select id, seq, v from silver.t order by id")).containsExactly("1|2|a2", "3|1|c", "4|2|d");
        assertThat(silver.rowsIn()).isEqualTo(4);
        assertThat(silver.rowsWritten()).isEqualTo(1);
        assertThat(silver.rowsUpdated()).isEqualTo(1);
        assertThat(silver.rowsDeleted()).isEqualTo(1);
        assertThat(silver.rowsSuperseded()).isZero();
        assertThat(silver.notices()).containsExactly("1 row says what silver.t says already");
        assertThat(rows("select id, seq, _batch from silver.t_tombstones order by id"))
                .containsExactly("2|2|1", "9|2|1");
    }

    @Test
    void anOlderChangeThatComesLateDoesNotBringARowBack() {
        Pipeline pipeline = pipeline();
        lake.land("p/t/1.csv", "OP,id,seq,v", "I,1,1,a");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "OP,id,seq,v", "D,1,5,", "D,2,5,");
        lake.run(pipeline);
        assertThat(rows("select count(*) from silver.t")).containsExactly("0");
        lake.land("p/t/3.csv", "OP,id,seq,v", "U,1,4,late", "I,2,3,late");
        StageResult late = TestLake.result(lake.run(pipeline), SILVER);
        assertThat(rows("select count(*) from silver.t")).containsExactly("0");
        assertThat(late.rowsSuperseded()).isEqualTo(2);
        lake.land("p/t/4.csv", "OP,id,seq,v", "I,1,6,again");
        lake.run(pipeline);
        lake.land("p/t/5.csv", "OP,id,seq,v", "D,1,5,late delete");
        lake.run(pipeline);
        assertThat(rows("select id, seq, v from silver.t")).containsExactly("1|6|again");
    }

    @Test
    void aDeleteNeedsNoValuesAndAnUnknownOperationIsRefused() {
        Pipeline pipeline = pipeline();
        lake.land("p/t/1.csv", "OP,id,seq,v", "I,1,1,a", "I,2,1,b");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "OP,id,seq,v", "D,1,2,", "X,2,2,c", "U,2,2,", "D,,2,", "D,2,soon,");
        StageResult silver = TestLake.result(lake.run(pipeline), SILVER);
        assertThat(rows("select id, v from silver.t")).containsExactly("2|b");
        assertThat(silver.rowsQuarantined()).isEqualTo(4);
        assertThat(rows("select _rule, _reason from silver.t_quarantine order by _row"))
                .containsExactly(
                        "operation|'X' is no operation: OP is one of D, I, U",
                        "not_null(v)|v has no value",
                        "key(id)|id has no value",
                        "type(seq)|seq: 'soon' is no bigint");
    }

    @Test
    void inWhateverOrderChangesComeTheyEndTheSame() {
        Random random = new Random(7);
        List<String> changes = new ArrayList<>();
        Map<Integer, String> expected = new TreeMap<>();
        for (int at = 1; at <= 300; at++) {
            int id = random.nextInt(20);
            boolean deletes = random.nextInt(3) == 0;
            changes.add((deletes ? "D" : "U") + "," + id + "," + at + "," + (deletes ? "" : "v" + at));
            if (deletes) {
                expected.remove(id);
            } else {
                expected.put(id, id + "|" + at + "|v" + at);
            }
        }
        Collections.shuffle(changes, random);
        Pipeline pipeline = pipeline();
        for (int i = 0; i < 6; i++) {
            List<String> lines = new ArrayList<>(List.of("OP,id,seq,v"));
            lines.addAll(changes.subList(i * 50, i * 50 + 50));
            lake.land("p/t/" + i + ".csv", lines.toArray(String[]::new));
            lake.run(pipeline);
        }
        assertThat(rows("select id, seq, v from silver.t order by id")).containsExactlyElementsOf(expected.values());
        lake.run(pipeline, new RunOptions(Optional.empty(), Optional.empty(), true));
        assertThat(rows("select id, seq, v from silver.t order by id")).containsExactlyElementsOf(expected.values());
        lake.land("p/t/9.csv", "OP,id,seq,v", changes.get(0));
        lake.run(pipeline);
        assertThat(rows("select id, seq, v from silver.t order by id")).containsExactlyElementsOf(expected.values());
    }

    @Test
    void changesWithoutASequenceAreRefusedByThePipeline() {
        assertThatThrownBy(() -> lake.pipeline(YAML.replace("    sequence: [seq]\n", "")))
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.problems())
                                .singleElement()
                                .satisfies(
                                        problem -> assertThat(problem.what()).contains("silver.t has no 'sequence'")));
    }

    @Test
    void appendKeepsTheChangesAsTheyCame() {
        Pipeline pipeline = lake.pipeline(YAML.replace("    key: [id]\n    sequence: [seq]\n", "")
                .replace("      id: bigint", "      op: { from: OP, type: string }\n      id: bigint"));
        lake.land("p/t/1.csv", "OP,id,seq,v", "I,1,1,a", "D,1,2,b");
        lake.run(pipeline);
        assertThat(rows("select op, id from silver.t order by seq")).containsExactly("I|1", "D|1");
    }

    private static final String YAML = """
            pipeline: p
            sources:
              t: { path: "p/t/**", format: csv, mode: cdc, cdc: { operation: OP } }
            silver:
              t:
                from: t
                key: [id]
                sequence: [seq]
                columns:
                  id: bigint
                  seq: bigint
                  v: string
                rules: [{ not_null: [v] }]
            """;

    private Pipeline pipeline() {
        return lake.pipeline(YAML);
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
