package dev.lakehouse.journey;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.config.pipeline.Pipeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A file that is large enough to be read in pieces, from landing to silver: it is one file to whoever asks. */
class LargeFileJourneyTest {
    private static final int ROWS = 270_000;
    private static final String TEXT = "lorem ipsum ".repeat(90);

    @TempDir
    private Path folder;

    @Test
    void itsRowsKeepTheirOrderAndTheirNumbers() throws Exception {
        try (TestLake lake = new TestLake(folder, "640MB")) {
            Pipeline pipeline = lake.pipeline("""
                    pipeline: p
                    sources: { t: { path: "p/t/**", format: csv } }
                    silver:
                      t:
                        from: t
                        key: [id]
                        columns: { id: bigint, n: integer }
                        rules:
                          - not_null: [n]
                    """);
            write(lake.landing().resolve("p/t/1.csv"));
            lake.run(pipeline);
            assertThat(lake.table("bronze.t").files(0))
                    .as("it was read in pieces")
                    .hasSize(2);
            try (PlainDuckDb duckdb = lake.duckdb()) {
                assertThat(duckdb.rows("select _source_file, _row, _record->>'id' from silver.t_quarantine"
                                + " order by _row"))
                        .as("lines of the file, its header among them")
                        .containsExactly("landing/p/t/1.csv|4|2", "landing/p/t/1.csv|" + ROWS + "|" + (ROWS - 2));
                assertThat(duckdb.rows("select n from silver.t where id = 0"))
                        .as("the later row wins")
                        .containsExactly("" + (ROWS - 1));
                assertThat(duckdb.rows("select count(*), count(distinct id) from silver.t"))
                        .containsExactly((ROWS - 3) + "|" + (ROWS - 3));
            }
        }
    }

    /** The last row has the first one's key; the third and the last but one break a rule. */
    private static void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,n,text\n");
            for (int row = 0; row < ROWS; row++) {
                int id = row == ROWS - 1 ? 0 : row;
                out.write(id + "," + (row == 2 || row == ROWS - 2 ? "" : row) + "," + TEXT + "\n");
            }
        }
    }
}
