package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.stage.StageResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Pipelines that are wrong, lakes of another version, and disks that refuse: each is said, and nothing is lost. */
class BadPlaceTest {
    @TempDir
    Path folder;

    private FaultLake lake;
    private boolean mounted;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder);
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
        if (mounted) {
            command("umount", lake.home().toString());
        }
    }

    @Test
    void anUnknownKeyIsNamedWithItsLine() {
        lake.source("csv", "max_filse: 3");
        LakehouseException failure = failure(lake::read);
        assertThat(failure.code()).isEqualTo("PIPELINE_INVALID");
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.getMessage()).contains("pipeline.yml:6", "max_filse", "did you mean 'max_files'?");
    }

    @Test
    void sqlThatDoesNotCompileIsNamedWithItsLine() {
        lake.pipeline("""
                pipeline: pipeline
                sources:
                  t: { path: "in/**", format: csv }
                silver:
                  t: { from: t, key: [id], load: upsert, columns: { id: bigint } }
                gold:
                  g: { key: [id], load: by-key, sql: g.sql }
                """);
        lake.sql("g.sql", "select id,\n  idd + 1 as more\nfrom silver.t\n");
        assertThat(new CheckPipeline(lake.engine()).problems(lake.read()))
                .singleElement()
                .asString()
                .contains("g.sql:2: the query does not compile", "idd");
    }

    @Test
    void aLakeOfANewerVersionIsLeftAlone() throws IOException {
        lake.source("csv").land("a.csv", "id\n1\n");
        Path mark = Files.createDirectories(lake.home().resolve("ops")).resolve("lake.json");
        Files.writeString(mark, "{\"format\":99,\"created_by\":\"7.0\"}");
        LakehouseException failure = failure(lake::run);
        assertThat(failure.code()).isEqualTo("LAKE_TOO_NEW");
        assertThat(failure.getMessage()).contains("7.0", "upgrade");
        assertThat(lake.home().resolve("bronze")).doesNotExist();
    }

    @Test
    void aFileThatVanishedOrWasOverwrittenAfterPlanningIsSaid() throws IOException {
        lake.source("csv").land("a.csv", "id\n1\n").land("b.csv", "id\n2\n").land("c.csv", "id\n3\n");
        crashAfterPlanning();
        Files.delete(lake.landed("a.csv"));
        lake.land("b.csv", "id\n22\n222\n");
        StageResult result = lake.ingest();
        assertThat(lake.rows("select id from bronze.t order by id")).containsExactly("22", "222", "3");
        assertThat(lake.rows("select _source_file from bronze.t_quarantine order by 1"))
                .containsExactly("landing/in/a.csv", "landing/in/b.csv");
        assertThat(String.join("\n", result.problems()))
                .contains("a.csv cannot be read through", "it was deleted between", "it was overwritten between");
    }

    @Test
    void aFolderThatMayNotBeWrittenIsSaid() throws Exception {
        lake.source("csv").land("a.csv", "id\n1\n");
        command("mount", "--bind", lake.home().toString(), lake.home().toString());
        assumeTrue(mounted, "mounting is not allowed here");
        assumeTrue(command("mount", "-o", "remount,bind,ro", lake.home().toString()), "nor is remounting");
        LakehouseException failure = failure(lake::run);
        assertThat(failure.code()).isEqualTo("STORAGE_READ_ONLY");
        assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
        assertThat(failure.getMessage()).contains(lake.home().toString(), "read-only");
        assertThat(command("mount", "-o", "remount,bind,rw", lake.home().toString()))
                .isTrue();
        assertThat(lake.ingest().rowsWritten()).isEqualTo(1);
    }

    @Test
    void aFullDiskIsSaidAndTheSameBatchIsFinishedLater() throws Exception {
        Files.createDirectories(lake.home());
        command("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", lake.home().toString());
        assumeTrue(mounted, "mounting is not allowed here");
        StringBuilder text = new StringBuilder("id,n\n");
        for (int i = 0; i < 300_000; i++) {
            text.append(i)
                    .append(',')
                    .append(Long.toString(i * 0x9E3779B97F4A7C15L, 36))
                    .append('\n');
        }
        lake.source("csv").land("a.csv", text.toString());
        Path ballast = lake.home().resolve("ballast");
        long room = Files.getFileStore(lake.home()).getUsableSpace();
        for (long left : new long[] {0, 200_000, 2_000_000}) {
            Files.write(ballast, new byte[(int) (room - left)]);
            LakehouseException failure = failure(lake::run);
            assertThat(failure.code()).as("%d bytes left", left).isIn("DISK_FULL", "STORAGE_FULL");
            assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
            assertThat(failure.fix()).contains("free some space");
            assertThat(lake.exists("bronze.t")).isFalse();
            Files.delete(ballast);
        }
        assertThat(lake.ingest().rowsWritten()).isEqualTo(300_000);
        assertThat(lake.rows("select distinct _batch from bronze.t")).containsExactly("0");
        assertThat(lake.rows("select count(distinct id), sum(id::bigint) from bronze.t"))
                .containsExactly("300000|44999850000");
    }

    private void crashAfterPlanning() {
        try (FaultLake crashing = new FaultLake(folder, new CrashingStorage(lake.storage(), 0) {
            @Override
            public boolean createIfAbsent(dev.lakehouse.storage.StoragePath file, byte[] content) {
                boolean created = lake.storage().createIfAbsent(file, content);
                if (file.value().contains("batches")) {
                    throw new Crash("planned");
                }
                return created;
            }

            @Override
            void step(String name) {}
        })) {
            assertThat(catchThrowableOfType(CrashingStorage.Crash.class, crashing::run))
                    .isNotNull();
        }
    }

    private interface Work {
        Object run();
    }

    private static LakehouseException failure(Work work) {
        LakehouseException failure = catchThrowableOfType(LakehouseException.class, work::run);
        assertThat(failure).isNotNull();
        return failure;
    }

    /** Whether it succeeded. */
    private boolean command(String... command) throws Exception {
        boolean done =
                new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        mounted |= done && command[0].equals("mount");
        return done;
    }
}
