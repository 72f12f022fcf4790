package dev.lakehouse.journey;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The newest snapshot is the table: what it lacks is gone, and nothing goes that it may have. */
class FullLoadTest {
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
    void theNextSnapshotInsertsUpdatesAndDeletes() {
        Pipeline pipeline = byFile();
        lake.land("p/t/2024-01-01.csv", "id,v", "1,a", "2,b", "3,c");
        lake.run(pipeline);
        lake.land("p/t/2024-01-02.csv", "id,v", "1,a", "3,changed", "4,d");
        StageResult silver = TestLake.result(lake.run(pipeline), SILVER);

        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|a", "3|changed", "4|d");
        assertThat(rows("select id, v from bronze.t order by id")).containsExactly("1|a", "3|changed", "4|d");
        assertThat(silver.rowsIn()).isEqualTo(3);
        assertThat(silver.rowsWritten()).isEqualTo(1);
        assertThat(silver.rowsUpdated()).isEqualTo(1);
        assertThat(silver.rowsDeleted()).isEqualTo(1);
        assertThat(silver.notices()).contains("1 row says what silver.t says already");
        assertThat(TestLake.result(lake.run(pipeline), SILVER).batches()).isZero();
    }

    @Test
    void aSnapshotThatChangesNothingWritesNothing() {
        Pipeline pipeline = byFile();
        lake.land("p/t/1.csv", "id,v", "1,a", "2,");
        lake.run(pipeline);
        List<Path> files = filesOfSilver();
        lake.land("p/t/2.csv", "id,v", "2,", "1,a");
        StageResult silver = TestLake.result(lake.run(pipeline), SILVER);

        assertThat(silver.files()).isZero();
        assertThat(silver.rowsUpdated() + silver.rowsWritten() + silver.rowsDeleted())
                .isZero();
        assertThat(filesOfSilver()).isEqualTo(files);
    }

    @Test
    void ofSeveralTheNewestIsTakenAndAnOlderOneThatComesLateIsNot() {
        Pipeline pipeline = byFile();
        lake.land("p/t/2024-01-01.csv", "id,v", "1,old");
        lake.land("p/t/2024-01-02.csv", "id,v", "1,older");
        lake.land("p/t/2024-01-03.csv", "id,v", "1,new");
        RunReport first = lake.run(pipeline);
        assertThat(TestLake.result(first, "bronze.t").notices())
                .contains("2 snapshots are passed over: the newest one is the table");
        lake.land("p/t/2024-01-02b.csv", "id,v", "1,late", "2,late");
        assertThat(TestLake.result(lake.run(pipeline), "bronze.t").batches()).isZero();
        assertThat(rows("select id, v from silver.t")).containsExactly("1|new");
    }

    @Test
    void aSnapshotThatIsNoneIsReportedAndTheNextOlderOneIsTaken() {
        Pipeline pipeline = byFile();
        lake.land("p/t/2024-01-01.csv", "id,v", "1,old");
        lake.land("p/t/2024-01-02.csv", "id,v", "1,sound", "2,sound");
        lake.land("p/t/2024-01-03.csv", "other,columns", "1,2");
        StageResult bronze = TestLake.result(lake.run(pipeline), "bronze.t");
        assertThat(bronze.problems()).singleElement().asString().contains("2024-01-03.csv");
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|sound", "2|sound");
    }

    @Test
    void anEmptySnapshotDoesNotEmptyTheTable() {
        Pipeline pipeline = byFile();
        lake.land("p/t/1.csv", "id,v", "1,a");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,v");
        StageResult bronze = TestLake.result(lake.run(pipeline), "bronze.t");
        assertThat(bronze.problems()).singleElement().asString().contains("bronze.t stays as it was");
        assertThat(rows("select id, v from silver.t")).containsExactly("1|a");
        lake.land("p/t/3.csv", "id,v", "2,b");
        lake.run(pipeline);
        assertThat(rows("select id, v from silver.t")).containsExactly("2|b");
    }

    @Test
    void aRowWhoseKeyCannotBeReadKeepsOthersFromBeingDeleted() {
        Pipeline pipeline = byFile();
        lake.land("p/t/1.csv", "id,v", "1,a", "2,b", "3,c");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,v", "1,new", "2x,b");
        StageResult silver = TestLake.result(lake.run(pipeline), SILVER);
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|new", "2|b", "3|c");
        assertThat(silver.problems())
                .singleElement()
                .asString()
                .contains("no row of silver.t was deleted")
                .contains("1 row of the snapshot");
        lake.land("p/t/3.csv", "id,v", "1,new", "2,b,one value too many");
        assertThat(TestLake.result(lake.run(pipeline), SILVER).problems()).hasSize(1);
        assertThat(rows("select id from silver.t order by id")).containsExactly("1", "2", "3");
        lake.land("p/t/4.csv", "id,v", "1,new", "2,b");
        lake.run(pipeline);
        assertThat(rows("select id from silver.t order by id")).containsExactly("1", "2");
    }

    @Test
    void aRowThatBreaksARuleStaysWhatItWas() {
        Pipeline pipeline =
                lake.pipeline(yaml("file", "").replace("    columns:", "    rules: [{not_null: [v]}]\n    columns:"));
        lake.land("p/t/1.csv", "id,v", "1,a", "2,b");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,v", "1,", "2,b");
        lake.run(pipeline);
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|a", "2|b");
        assertThat(rows("select count(*) from silver.t_quarantine")).containsExactly("1");
        lake.land("p/t/3.csv", "id,v", "1,", "2,b");
        lake.run(pipeline);
        assertThat(rows("select _source_file from silver.t_quarantine")).containsExactly("landing/p/t/3.csv");
    }

    @Test
    void theFilesOfAFolderAreOneSnapshot() {
        Pipeline pipeline = lake.pipeline(yaml("folder", ""));
        lake.land("p/t/2024-01-01/a.csv", "id,v", "1,a");
        lake.land("p/t/2024-01-01/b.csv", "id,v", "2,b");
        lake.run(pipeline);
        lake.land("p/t/2024-01-02/a.csv", "id,v", "2,b2");
        lake.land("p/t/2024-01-02/b.csv", "id,v", "3,c");
        lake.run(pipeline);
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("2|b2", "3|c");
        lake.land("p/t/2024-01-02/c.csv", "id,v", "4,came later");
        lake.run(pipeline);
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("2|b2", "3|c", "4|came later");
    }

    @Test
    void aTableWithoutAKeyIsReplaced() {
        Pipeline pipeline = lake.pipeline(yaml("file", "").replace("    key: [id]\n", ""));
        lake.land("p/t/1.csv", "id,v", "1,a", "1,a", "2,b");
        lake.run(pipeline);
        lake.land("p/t/2.csv", "id,v", "1,a", "3,c");
        lake.run(pipeline);
        assertThat(rows("select id, v from silver.t order by id")).containsExactly("1|a", "3|c");
    }

    private Pipeline byFile() {
        return lake.pipeline(yaml("file", ""));
    }

    private static String yaml(String snapshot, String more) {
        return """
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv, mode: full, full: { snapshot: %s } }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns:
                      id: bigint
                      v: string
                %s""".formatted(snapshot, more);
    }

    private List<Path> filesOfSilver() {
        DeltaLog log = lake.table(SILVER);
        return log.files(log.version());
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
