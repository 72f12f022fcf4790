package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import dev.lakehouse.ForkedJvm;

/** A run in a process of its own, which can be killed. Its environment has the databases. */
final class ExtractingProcess {
    private ExtractingProcess() {}

    /** Arguments: the folder of a {@link TestLake}, and the pipeline's text. */
    public static void main(String[] arguments) {
        try (TestLake lake = new TestLake(Path.of(arguments[0]))) {
            lake.run(lake.pipeline(arguments[1]), System.getenv());
        }
    }

    static Process start(Path folder, String pipeline, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(ForkedJvm.command(ExtractingProcess.class, folder.toString(), pipeline));
        builder.environment().putAll(environment);
        return builder.inheritIO().start();
    }
}
