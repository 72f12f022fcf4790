package dev.lakehouse.journey;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** By its number a refused row is found in its file, whichever stage refused it. */
class PlaceInFileTest {
    private static final String PLACES = "select _source_file[-5:], _row from bronze.t_quarantine union all"
            + " select _source_file[-5:], _row from silver.t_quarantine order by all";

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
    void linesThatAreNoRowsCount() {
        pipeline("csv");
        lake.land("1.csv", "id,n\n1,x\n2\n3\n4,4\n5,x\n6\n7,x\n");
        lake.land("2.csv", "id,n\n1,x\n2,2\n");
        lake.run();
        assertThat(lake.rows(PLACES))
                .containsExactly("1.csv|2", "1.csv|3", "1.csv|4", "1.csv|6", "1.csv|7", "1.csv|8", "2.csv|2");

        // The next file of that name is another one.
        lake.land("1.csv", "id,n\n1,1\n2,x\n3,x,y\n4,4\n5,x\n");
        lake.run();
        assertThat(lake.rows("select _row from silver.t_quarantine where _batch = 1 order by 1"))
                .containsExactly("3", "6");
    }

    @Test
    void aRecordOfSeveralLinesCountsOnce() {
        pipeline("csv");
        lake.land("1.csv", "id,n\n1,\"a\nb\"\n2\n3,x\n");
        lake.land("2.csv", "id,n\n1,\"a\nb\"\n2,\"c\n3,x\n");
        lake.run();
        assertThat(lake.rows(PLACES)).containsExactly("1.csv|2", "1.csv|3", "1.csv|4", "2.csv|2", "2.csv|3", "2.csv|4");
    }

    @Test
    void jsonHasNoHeader() {
        pipeline("json");
        lake.land(
                "1.json",
                "{\"id\":1,\"n\":\"x\"}\n42\n{\"id\":3,\"n\":\"x\"}\n{\"id\":4,\"n\":4}\n[]\n{\"id\":6,\"n\":\"x\"}\n");
        lake.run();
        assertThat(lake.rows("select _row from bronze.t_quarantine order by 1")).containsExactly("2", "5");
        assertThat(lake.rows("select _row from silver.t_quarantine order by 1")).containsExactly("1", "3", "6");
    }

    private void pipeline(String format) {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: %s }
                silver:
                  t: { from: t, load: append, columns: { id: bigint, n: bigint } }
                """.formatted(format));
    }
}
