package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Pipeline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the ledger says of files adds up with what they hold, whatever happened to the process that wrote it. */
class LandingLedgerTest {
    private static final String WHAT =
            "select path, batch, version, rows, quarantined, rescued, state, error is not null from ops.landing_files order by path";

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
    void everyFileIsThereWithItsCounts() {
        landAll();
        lake.run(pipeline());
        lake.land("p/t/9.csv", "id,v", "9,i");
        lake.run(pipeline());

        assertThat(rows(WHAT))
                .containsExactly(
                        "landing/p/t/1.csv|0|0|3|0|0|taken|false",
                        "landing/p/t/2.csv|0|0|2|1|1|taken|false",
                        "landing/p/t/3.csv|0|0|0|0|0|taken|false",
                        "landing/p/t/4.csv.gz|0|0|0|1|0|quarantined|true",
                        "landing/p/t/5.csv|null|null|null|null|null|refused|true",
                        "landing/p/t/9.csv|1|1|1|0|0|taken|false");
        assertThat(rows("select sum(rows) from ops.landing_files")).isEqualTo(rows("select count(*) from bronze.t"));
        assertThat(rows("select sum(quarantined) from ops.landing_files"))
                .isEqualTo(rows("select count(*) from bronze.t_quarantine"));
        assertThat(
                        rows(
                                "select count(*) from ops.landing_files where modified is null or planned_at is null or bytes is null"))
                .containsExactly("0");
    }

    @Test
    void whatAKilledProcessDidNotRecordTheNextOneDoes() throws IOException {
        landAll();
        lake.run(pipeline());
        lake.land("p/t/9.csv", "id,v", "9,i");
        lake.run(pipeline());
        List<String> before = rows(WHAT);
        try (Stream<Path> files = Files.walk(lake.home().resolve("ops/landing_files"))) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }

        lake.run(pipeline());
        assertThat(rows(WHAT)).isEqualTo(before);
    }

    @Test
    void aRunWithNothingNewWritesNothing() {
        landAll();
        lake.run(pipeline());
        long version = lake.table("ops.landing_files").version();
        lake.run(pipeline());
        assertThat(lake.table("ops.landing_files").version()).isEqualTo(version);
    }

    @Test
    void aRefusedFileThatIsMendedIsTaken() {
        landAll();
        lake.run(pipeline());
        lake.land("p/t/5.csv", "id,v", "5,e");
        lake.run(pipeline());
        assertThat(rows("select state, rows from ops.landing_files where path like '%/5.csv'"))
                .containsExactly("taken|1");
    }

    @Test
    void aRefusedFileThatIsGoneIsGoneFromTheLedger() throws IOException {
        landAll();
        lake.run(pipeline());
        Files.delete(lake.landing().resolve("p/t/5.csv"));
        lake.run(pipeline());
        assertThat(rows("select count(*) from ops.landing_files where state = 'refused'"))
                .containsExactly("0");
    }

    private void landAll() {
        lake.land("p/t/1.csv", "id,v", "1,a", "2,b", "3,c");
        lake.land("p/t/2.csv", "id,v", "4,d", "x,e", "a line,that is,no row");
        lake.land("p/t/3.csv", "id,v");
        lake.land("p/t/4.csv.gz", CutOffGzip.of("id,v\n" + "7,g\n".repeat(200_000)));
        lake.land("p/t/5.csv", "neither", "one");
    }

    private Pipeline pipeline() {
        return lake.pipeline("""
                pipeline: p
                sources:
                  t: { path: "p/t/**", format: csv, columns: { id: bigint } }
                silver:
                  t:
                    from: t
                    key: [id]
                    columns:
                      id: bigint
                      v: string
                """);
    }

    private List<String> rows(String sql) {
        try (PlainDuckDb duckdb = lake.duckdb()) {
            return duckdb.rows(sql);
        }
    }
}
