package dev.lakehouse.trainer.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every command line of the trainer's on the pages is one that it understands. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final String START = "./lakehouse ";
    private static final List<String> OWN = List.of("train", "models", "predict");

    static List<List<String>> commands() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        List<List<String>> commands = new ArrayList<>();
        for (Path page : pages) {
            Files.readString(page)
                    .lines()
                    .filter(line -> line.startsWith(START))
                    .map(line -> Arrays.asList(line.substring(START.length()).split("\\s+")))
                    .filter(words -> OWN.contains(words.get(0)))
                    .forEach(commands::add);
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isUnderstood(List<String> words) {
        assertThat(commandLine().parseArgs(words.toArray(String[]::new)).errors())
                .isEmpty();
    }

    @Test
    void pagesShowEachCommand() throws IOException {
        assertThat(commands()).extracting(words -> words.get(0)).contains("train", "models", "predict");
        assertThatThrownBy(() -> commandLine().parseArgs("train", "m", "--sed", "1"))
                .isInstanceOf(CommandLine.UnmatchedArgumentException.class);
    }

    private static CommandLine commandLine() {
        TrainerOptions options = new TrainerOptions();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return TrainerCli.commandLine(options, new Workbench(options, Map.of(), nowhere, nowhere));
    }
}
