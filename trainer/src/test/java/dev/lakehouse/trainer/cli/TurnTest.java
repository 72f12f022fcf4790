package dev.lakehouse.trainer.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two commands in one container, of which each may take most of its memory. */
class TurnTest {
    @TempDir
    private Path folder;

    /** Another process, that has its turn until somebody says something to it. */
    public static final class Other {
        private Other() {}

        public static void main(String[] arguments) throws Exception {
            Turn turn = Turn.await(Path.of(arguments[0]), System.err);
            try {
                System.out.println("has its turn");
                System.in.read();
            } finally {
                turn.close();
            }
        }
    }

    @Test
    void theSecondWaitsForTheFirst() throws Exception {
        Path file = folder.resolve("state/turn");
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("has its turn");
            CountDownLatch waits = new CountDownLatch(1);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    super.println(line);
                    waits.countDown();
                }
            };
            CompletableFuture<Turn> ours = CompletableFuture.supplyAsync(() -> Turn.await(file, err));
            assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(ours).isNotDone();
            assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("waits for another command");

            other.getOutputStream().write('\n');
            other.getOutputStream().flush();

            ours.get(1, TimeUnit.MINUTES).close();
        } finally {
            other.destroyForcibly();
        }
    }
}
