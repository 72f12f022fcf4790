package dev.lakehouse.journey;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.table.Lake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A file of 200 MB goes through all layers in a process of half a gigabyte, a broken quote in it or not. */
class SmallMemoryTest {
    private static final long FILE_BYTES = 200L << 20;
    private static final long PROCESS_KILOBYTES = 512 << 10;
    private static final Path STATUS = Path.of("/proc/self/status");

    @TempDir
    Path folder;

    @Test
    void aLargeFileInASmallProcess() throws Exception {
        assumeTrue(Files.exists(STATUS), "only Linux tells a process's peak");
        long rows;
        try (FaultLake lake = new FaultLake(folder)) {
            lake.pipeline("""
                    pipeline: pipeline
                    sources:
                      t: { path: "in/**", format: csv }
                    silver:
                      t: { from: t, key: [id], load: upsert, columns: { id: bigint, n: bigint, text: string } }
                    gold:
                      g: { key: [n], load: by-key, sql: g.sql }
                    """);
            lake.sql("g.sql", "select n, count(*) as rows from silver.t group by n");
            rows = write(Files.createDirectories(lake.landed(".")).resolve("a.csv"));
        }
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Run.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(run.waitFor()).as(output).isZero();
        List<String> lines = output.lines().toList();
        assertThat(lines).contains("bronze.t " + (rows - 1), "silver.t " + (rows - 1));
        assertThat(Long.parseLong(lines.get(lines.size() - 1)))
                .as("peak resident kilobytes")
                .isLessThan(PROCESS_KILOBYTES);
        System.out.println("peak resident kilobytes: " + lines.get(lines.size() - 1));
    }

    private static long write(Path file) throws IOException {
        String filler = "x".repeat(80);
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,n,text\n");
            for (long bytes = 0; bytes < FILE_BYTES; rows++) {
                String line = rows + "," + rows % 1000 + (rows == 500_000 ? ",\"" : ",") + filler + "\n";
                out.write(line);
                bytes += line.length();
            }
        }
        return rows;
    }

    /** Runs the pipeline and prints the rows of each table, then the process's peak in kilobytes. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            try (Engine engine = new DuckDbEngine(DataSize.parse("256MB"), 2, folder.resolve("scratch"))) {
                new RunPipeline(Lake.open(new LocalStorage(folder.resolve("lake"))), () -> engine, Clock.systemUTC())
                        .run(
                                new PipelineReader().read(folder.resolve("pipeline")),
                                RunOptions.ALL,
                                FaultLake.Quiet.LISTENER)
                        .results()
                        .forEach(result -> System.out.println(result.table() + " " + result.rowsWritten()));
            }
            System.out.println(Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", ""));
        }
    }
}
