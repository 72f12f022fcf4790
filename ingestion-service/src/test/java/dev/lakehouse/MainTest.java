package dev.lakehouse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** What shows only where the program is a process of its own: signals, pipes that close, and what libraries print. */
@DisabledOnOs(OS.WINDOWS)
class MainTest {
    private static final int INTERRUPTED = 130;

    private static final int SIGINT = 2;

    @TempDir
    private Path folder;

    @Test
    void aReaderWhoHasHadEnoughEndsItQuietly() throws Exception {
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        quoted(command("sql", "from range(100000000)")) + " | head -n 3; echo ${PIPESTATUS[0]}")
                .redirectError(file("err").toFile())
                .start();

        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(out.lines()).hasSize(4).last().isEqualTo("0");
        assertThat(file("err")).isEmptyFile();
    }

    @Test
    void theUserStopsARunAndHearsThatTheNextGoesOn() throws Exception {
        assumeFalse(interruptsAreIgnored(), "a shell in the background has its children ignore SIGINT");
        assertThat(run("generate", "loja", "--orders", "500000", "--days", "1").waitFor())
                .isZero();
        Process run = run("run", "loja");
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(run.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(err.readLine()).contains("bronze.clientes: started");

            interrupt(run);

            assertThat(err.lines()).last().asString().contains("'lakehouse run loja' goes on from there");
        }
        assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(run.exitValue()).isEqualTo(INTERRUPTED);
        assertThat(run("run", "loja").waitFor()).isZero();
    }

    @Test
    void librariesPrintNothing() throws Exception {
        Process demo = run("demo", "--json");

        String out = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(demo.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(demo.waitFor()).as(err).isZero();
        assertThat(err).isEmpty();
        assertThat(out.lines()).hasSize(1);
    }

    /** As in {@code nohup} or {@code command &}: a JVM leaves a signal alone that it finds ignored. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> new BigInteger(line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(ignored -> ignored.testBit(SIGINT - 1));
    }

    private static void interrupt(Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    private Process run(String... words) throws IOException {
        return new ProcessBuilder(command(words)).start();
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(ForkedJvm.command(Main.class, words));
        command.addAll(List.of("--home", folder.resolve("lake").toString()));
        command.addAll(List.of("--pipelines", Command.PIPELINES.toString()));
        return command;
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private static String quoted(List<String> words) {
        return "'" + String.join("' '", words) + "'";
    }
}
