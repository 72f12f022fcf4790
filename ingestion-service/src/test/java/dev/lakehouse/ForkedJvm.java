package dev.lakehouse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a class of the tests in a Java process of its own, for what only processes show: kills, and races without locks. */
public final class ForkedJvm {
    private ForkedJvm() {}

    /** Starts {@code main} with these arguments; its output goes where that of the tests goes. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        return new ProcessBuilder(command(main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** The command line that starts it. */
    public static List<String> command(Class<?> main, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath));
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: what Hadoop's and DuckDB's libraries use is warned about from there on.
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
