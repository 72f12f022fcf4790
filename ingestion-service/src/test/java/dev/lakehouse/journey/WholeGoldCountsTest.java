package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where all of gold is computed, the run still says which keys came, changed and went. */
class WholeGoldCountsTest {
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
    void keysAreCounted() {
        define("key: [g]");
        lake.land("1.csv", "id,g,v\n1,a,1\n2,b,2\n3,c,3\n4,,4\n");
        assertThat(counts(lake.run())).containsExactly(4L, 4L, 0L, 0L);
        // a stays, b changes, c goes, d and e come, the one without a name changes.
        lake.land("2.csv", "id,g,v\n2,b,20\n3,d,3\n4,,5\n5,e,1\n");
        assertThat(counts(lake.run())).containsExactly(5L, 2L, 2L, 1L);
        assertThat(counts(lake.run(lake.read(), new RunOptions(Optional.empty(), Optional.empty(), true))))
                .containsExactly(5L, 0L, 0L, 0L);
    }

    @Test
    void withoutAKeyRowsAreCounted() {
        define("load: replace");
        lake.land("1.csv", "id,g,v\n1,a,1\n2,b,2\n");
        assertThat(counts(lake.run())).containsExactly(2L, 2L, 0L, 0L);
        lake.land("2.csv", "id,g,v\n2,b,20\n3,d,3\n");
        assertThat(counts(lake.run())).containsExactly(3L, 2L, 0L, 1L);
    }

    private void define(String gold) {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv }
                silver:
                  t: { from: t, key: [id], columns: { id: bigint, g: string, v: bigint } }
                gold:
                  g: { sql: g.sql, %s }
                """.formatted(gold));
        lake.sql("g.sql", "select g, sum(v) as total from silver.t group by g");
    }

    private static List<Long> counts(RunReport report) {
        StageResult gold = TestLake.result(report, "gold.g");
        return List.of(gold.rowsIn(), gold.rowsWritten(), gold.rowsUpdated(), gold.rowsDeleted());
    }
}
