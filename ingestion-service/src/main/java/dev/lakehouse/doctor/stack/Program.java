package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run to its end; it hears nothing and has only so long. */
final class Program {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int NOT_STARTED = 127;
    private static final int CUT_OFF = 124;

    private final Path folder;

    /** @param folder where programs run */
    Program(Path folder) {
        this.folder = folder;
    }

    /** What a program answered; the exit code is 127 where there is none of that name, 124 where it took too long. */
    record Answer(int exitCode, String out, String err) {
        boolean good() {
            return exitCode == 0;
        }

        boolean notThere() {
            return exitCode == NOT_STARTED;
        }

        /** The first line of what it said of its failure. */
        String reason() {
            return err.strip().lines().findFirst().orElse("it ended with " + exitCode);
        }
    }

    Answer run(String... words) {
        Path err = null;
        try {
            err = Files.createTempFile("lakehouse-doctor", ".err");
            Process process = new ProcessBuilder(words)
                    .directory(folder.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            return answer(process, err);
        } catch (IOException e) {
            return new Answer(NOT_STARTED, "", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(CUT_OFF, "", "it was broken off");
        } finally {
            deleted(err);
        }
    }

    /** A program that hangs keeps its output open, so the clock runs beside the reading. */
    private static Answer answer(Process process, Path err) throws IOException, InterruptedException {
        Thread clock = new Thread(() -> stopLate(process), "clock");
        clock.setDaemon(true);
        clock.start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            return new Answer(clock.isAlive() ? exitCode : CUT_OFF, text, Files.readString(err));
        } finally {
            clock.interrupt();
        }
    }

    private static void stopLate(Process process) {
        try {
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return;
            }
            // Stays until its maker has seen the end.
            Thread.sleep(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void deleted(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The system empties its temporary folder itself.
        }
    }

    /** The lines of an answer, without empty ones. */
    static List<String> lines(Answer answer) {
        return Arrays.stream(answer.out().split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
