package dev.lakehouse;

import java.nio.file.Path;
import java.util.Map;

import dev.lakehouse.cli.Answer;

/** Types commands, in this process, over a lake in a folder and the pipelines of the product. */
record Command(Path home) {
    static final Path PIPELINES = MarkdownPage.ROOT.resolve("pipelines");

    Answer type(String... words) {
        Map<String, String> environment = Map.of(
                "LAKEHOUSE_HOME",
                home.toString(),
                "LAKEHOUSE_MEMORY",
                "1GB",
                "LAKEHOUSE_THREADS",
                "2",
                "LAKEHOUSE_PIPELINES",
                PIPELINES.toString());
        return Answer.of(screen -> Main.cli(screen, environment), words);
    }
}
