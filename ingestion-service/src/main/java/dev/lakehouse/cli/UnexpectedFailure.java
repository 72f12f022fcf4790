package dev.lakehouse.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Turns what nobody foresaw into a failure whose stack trace is in a file, not on the screen. */
final class UnexpectedFailure {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private UnexpectedFailure() {}

    /** @param home the lake's folder; the file goes below it, or to the machine's temporary folder where that cannot be */
    static LakehouseException of(Throwable fault, List<String> arguments, Optional<Path> home) {
        String report = report(fault, arguments);
        Optional<Path> file = home.filter(Files::isDirectory)
                .map(folder -> folder.resolve("ops").resolve("errors"))
                .flatMap(folder -> write(folder, report))
                .or(() -> write(Path.of(System.getProperty("java.io.tmpdir")), report));
        if (fault instanceof OutOfMemoryError) {
            return new LakehouseException(
                    FailureKind.EXTERNAL,
                    "OUT_OF_MEMORY",
                    "The memory of the Java process ran out",
                    String.valueOf(fault.getMessage()),
                    "give it more with LAKEHOUSE_JAVA_OPTS=-Xmx1g" + seeAlso(file),
                    fault);
        }
        return new LakehouseException(
                FailureKind.INTERNAL,
                "INTERNAL",
                "Something went wrong that should not have",
                fault.getClass().getSimpleName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage()),
                file.map(path -> "report it with the file " + path + ", which has the details")
                        .orElse("report it; its details could not be written to a file"),
                fault);
    }

    private static String seeAlso(Optional<Path> file) {
        return file.map(path -> "; details are in " + path).orElse("");
    }

    private static String report(Throwable fault, List<String> arguments) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        writer.println(ProductVersion.text());
        writer.println("java " + Runtime.version() + " on " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch"));
        writer.println("arguments " + arguments);
        fault.printStackTrace(writer);
        return text.toString();
    }

    private static Optional<Path> write(Path folder, String report) {
        String name = "lakehouse-error-" + STAMP.format(Instant.now()) + "-"
                + ProcessHandle.current().pid() + ".txt";
        try {
            Files.createDirectories(folder);
            return Optional.of(Files.writeString(folder.resolve(name), report));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
