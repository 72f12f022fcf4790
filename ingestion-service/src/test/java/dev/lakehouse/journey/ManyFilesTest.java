package dev.lakehouse.journey;

import java.nio.file.Path;

import dev.lakehouse.config.DataSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Many landing files that go into one data file: each row says which of them it is of. */
class ManyFilesTest {
    private static final int FILES = 2000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void smallOnesMakeOneRowGroup(String format) {
        ingest("512MB", format);
        try (PlainDuckDb plain = new PlainDuckDb()) {
            assertThat(plain.rows("select count(distinct row_group_id) from parquet_metadata('"
                            + folder.resolve("lake/bronze/t/*.parquet") + "')"))
                    .containsExactly("1");
        }
    }

    /** With so little memory there is none to lend to a database of one thread: all threads write one file. */
    @Test
    void severalThreadsWriteTheirNames() {
        ingest("256MB", "json");
    }

    private void ingest(String memory, String format) {
        try (FaultLake lake = new FaultLake(folder, DataSize.parse(memory)).source(format)) {
            for (int i = 0; i < FILES; i++) {
                lake.land("f" + i, format.equals("json") ? "{\"id\":" + i + "}\n" : "id\n" + i + "\n");
            }
            long start = System.nanoTime();
            assertThat(lake.ingest().rowsWritten()).isEqualTo(FILES);
            assertThat(Math.floorDiv(System.nanoTime() - start, 1_000_000_000L))
                    .as("seconds")
                    .isLessThan(60);
            assertThat(lake.rows("select count(distinct id) from bronze.t where _source_file = 'landing/in/f' || id"))
                    .containsExactly(String.valueOf(FILES));
        }
    }
}
