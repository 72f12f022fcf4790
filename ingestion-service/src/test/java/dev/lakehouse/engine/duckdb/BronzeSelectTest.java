package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;

import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.schema.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BronzeSelectTest {
    private static final long MEMORY = 256L << 20;

    @TempDir
    Path folder;

    @Test
    void onlyOneThreadWritesSeveralNamesAsAnEnumeratedType() throws Exception {
        IngestWork one = new LandedCsv(folder).file("a.csv", "").into(folder.resolve("one"));
        IngestWork two =
                new LandedCsv(folder).file("a.csv", "").file("b.csv", "").into(folder.resolve("two"));

        assertThat(list(1, two)).contains("::enum('a.csv', 'b.csv')");
        assertThat(list(2, two)).doesNotContain("enum('a.csv").contains("['a.csv', 'b.csv'][file_index");
        assertThat(list(2, one)).contains("'a.csv'::enum('a.csv')");
    }

    private String list(int threads, IngestWork work) throws Exception {
        try (Database database = new Database(MEMORY, threads, folder.resolve("scratch"));
                Session session = database.session(new StopSignal())) {
            return new BronzeSelect(session, work).list(new TableSchema(ProvenanceColumns.ALL), work.files());
        }
    }
}
