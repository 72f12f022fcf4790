package dev.lakehouse.engine.duckdb;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.ForkedJvm;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Groups of wide rows that are ingested at once stay within the memory of one engine, the process around it included. */
class IngestMemoryTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int FILES = 4;
    private static final int ROWS = 30_000;
    private static final long PROCESS_KILOBYTES = 640 << 10;

    @TempDir
    Path folder;

    @Test
    void wideRowsAtOnce() throws Exception {
        assumeTrue(Files.exists(STATUS), "only Linux tells a process's peak");
        for (int file = 0; file < FILES; file++) {
            write(folder.resolve(file + ".csv"), file);
        }
        Process run = ForkedJvm.start(Run.class, folder.toString());
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(run.waitFor()).as(output).isZero();
        List<String> lines = output.lines().toList();
        assertThat(lines.get(0)).isEqualTo(FILES + " files, " + FILES * ROWS + " rows, all of a crew");
        assertThat(Long.parseLong(lines.get(1))).as("peak resident kilobytes").isLessThan(PROCESS_KILOBYTES);
    }

    /** About 120 MB: as a row group of the usual number of rows it would take half of the memory. */
    private static void write(Path file, int number) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,n,text\n");
            for (int row = 0; row < ROWS; row++) {
                out.write(row + "," + number + ","
                        + Integer.toHexString(row * 31 + number).repeat(600) + "\n");
            }
        }
    }

    /** Ingests the files, and prints what came of it and the process's peak in kilobytes. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            LandedCsv landed = new LandedCsv(folder);
            for (int file = 0; file < FILES; file++) {
                String name = file + ".csv";
                landed.add(name, folder.resolve(name), List.of("id", "n", "text"));
            }
            try (Engine engine = new DuckDbEngine(DataSize.parse("640MB"), 2, folder.resolve("scratch"))) {
                Ingested ingested = engine.ingest(landed.into(folder.resolve("t")), Progress.NONE);
                boolean crew =
                        ingested.files().stream().allMatch(file -> file.name().matches(".*-\\d{5}-\\d{5}.parquet"));
                System.out.println(ingested.files().size() + " files, "
                        + ingested.files().stream()
                                .mapToLong(file -> file.rows())
                                .sum() + " rows, "
                        + (crew ? "all" : "not all") + " of a crew");
            }
            System.out.println(Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll("\\D", ""));
        }
    }
}
