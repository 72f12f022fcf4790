package dev.lakehouse.trainer.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * One command of the trainer in a process of its own: what it takes of memory is given back, and it may run out of it, crash or be
 * killed without taking the server along. A training that was killed goes on from its checkpoint when it is asked for again.
 */
final class CommandProcess {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SECONDS_TO_END = 20;

    private final Process process;
    private final PrintStream log;
    private volatile boolean stopped;

    private CommandProcess(Process process, PrintStream log) {
        this.process = process;
        this.log = log;
    }

    /** @param log gets what it says besides its result */
    static CommandProcess start(List<String> program, List<String> words, PrintStream log) {
        List<String> command = new ArrayList<>(program);
        command.addAll(words);
        try {
            return new CommandProcess(new ProcessBuilder(command).start(), log);
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "PROCESS_NOT_STARTED",
                    "The command could not be started",
                    String.valueOf(e.getMessage()),
                    "give the trainer's machine more memory, or wait until other processes have ended",
                    e);
        }
    }

    /** Waits for its end. */
    Job outcome(Job job) throws InterruptedException {
        List<String> said = new ArrayList<>();
        Thread errors = new Thread(() -> keepLastFailure(said), "command-errors");
        errors.start();
        String printed = print();
        int code = process.waitFor();
        errors.join();
        if (stopped) {
            return job.in(JobState.CANCELLED);
        }
        try {
            return code == 0 ? job.succeeded(JSON.readTree(printed)) : job.failed(problem(code, said));
        } catch (JsonProcessingException e) {
            return job.failed(ProblemDocument.of(died("it printed what is no JSON")));
        }
    }

    /** Ends it, at once where it does not end by itself. */
    void stop() {
        stopped = true;
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String print() {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private void keepLastFailure(List<String> said) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.println(line);
                if (line.startsWith("{")) {
                    said.clear();
                    said.add(line);
                }
            }
        } catch (IOException e) {
            log.println("What a command says cannot be read: " + e.getMessage());
        }
    }

    private static Map<String, Object> problem(int code, List<String> said) throws JsonProcessingException {
        for (FailureKind kind : FailureKind.values()) {
            if (kind.exitCode() == code && !said.isEmpty()) {
                Map<String, Object> failure = JSON.readValue(said.get(0), new TypeReference<>() {});
                return ProblemDocument.of(failure, kind, kind.retryable());
            }
        }
        return ProblemDocument.of(died("it ended with " + code + ", and said nothing on it"));
    }

    private static LakehouseException died(String why) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "COMMAND_DIED",
                "The command's process ended before its work was done",
                why,
                "where it was killed for memory give the trainer more; asked again, a training goes on where it was");
    }
}
