package dev.lakehouse.trainer.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import picocli.CommandLine.ParameterException;

/** Shows a failure: what happened, why, and what to do, a line each; or as one JSON object. */
final class FailureText {
    private final PrintStream err;
    private final boolean json;

    FailureText(PrintStream err, boolean json) {
        this.err = err;
        this.json = json;
    }

    /** Shows it, and returns the exit code. */
    int show(Throwable fault) {
        LakehouseException failure = fault instanceof LakehouseException known ? known : unexpected(fault);
        if (json) {
            try {
                err.println(new JsonMapper().writeValueAsString(FailureJson.of(failure)));
            } catch (JsonProcessingException e) {
                err.println(failure.getMessage());
            }
        } else {
            err.println("error: " + failure.what());
            err.println("  why: " + failure.why());
            err.println("  fix: " + failure.fix());
            failure.problems().forEach(this::show);
        }
        return failure.kind().exitCode();
    }

    static LakehouseException wrongArguments(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        return new LakehouseException(
                FailureKind.USER,
                "ARGUMENT_ILLEGAL",
                "The arguments cannot be understood",
                String.valueOf(e.getMessage()),
                "'" + command + " --help' shows how it is used",
                e);
    }

    private void show(Problem problem) {
        err.println();
        err.println("  " + problem.source() + (problem.line() > 0 ? ":" + problem.line() : "") + ": " + problem.what());
        err.println("    why: " + problem.why());
        err.println("    fix: " + problem.fix());
    }

    private static LakehouseException unexpected(Throwable fault) {
        if (fault instanceof OutOfMemoryError) {
            return new LakehouseException(
                    FailureKind.EXTERNAL,
                    "OUT_OF_MEMORY",
                    "The memory of the Java process ran out",
                    String.valueOf(fault.getMessage()),
                    "give it more with LAKEHOUSE_JAVA_OPTS=-Xmx2g",
                    fault);
        }
        return new LakehouseException(
                FailureKind.INTERNAL,
                "INTERNAL",
                "Something went wrong that should not have",
                fault.getClass().getSimpleName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage()),
                report(fault),
                fault);
    }

    private static String report(Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        try {
            Path file = Files.createTempFile("lakehouse-error-", ".txt");
            Files.writeString(file, trace.toString());
            return "report it with the file " + file + ", which has the details";
        } catch (IOException e) {
            return "report it; its details could not be written to a file";
        }
    }
}
