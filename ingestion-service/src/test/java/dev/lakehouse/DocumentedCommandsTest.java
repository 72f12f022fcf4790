package dev.lakehouse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lakehouse.cli.Cli;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Screen;
import dev.lakehouse.cli.screen.Terminal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command line on the pages is one that the program understands. */
class DocumentedCommandsTest {
    private static final String START = "./lakehouse ";
    private static final String UNDERSTOOD = "It is understood";

    private static final List<String> LAUNCHERS_OWN = List.of("init", "up", "down", "logins", "trino", "test");

    /** The module trainer has a test of its own for these. */
    private static final List<String> TRAINERS = List.of("train", "models", "predict");

    /** A word as a shell has it: quoted, or without blanks; or what sends the output elsewhere. */
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"']+)");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    static List<List<String>> commands() {
        return MarkdownPage.all().stream()
                .flatMap(page -> Stream.concat(page.blocks("sh").stream(), page.blocks("console").stream()))
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("^\\$ ", ""))
                .filter(line -> line.startsWith(START))
                .map(line -> words(line.substring(START.length())))
                .filter(words -> !LAUNCHERS_OWN.contains(words.get(0)) && !TRAINERS.contains(words.get(0)))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isUnderstood(List<String> words) {
        assertThat(understood(words)).as("%s", err).isTrue();
    }

    @Test
    void pagesShowCommands() {
        assertThat(commands()).extracting(words -> words.get(0)).contains("demo", "new", "run", "sql", "quarantine");
    }

    @Test
    void whatIsNoCommandIsNotUnderstood() {
        assertThat(understood(List.of("ran", "loja"))).isFalse();
        assertThat(understood(List.of("run", "loja", "--stages", "gold"))).isFalse();
        assertThat(understood(List.of("run"))).isFalse();
    }

    /** A command that is understood goes to work: it asks for its tools, unless it needs none. */
    private boolean understood(List<String> words) {
        Screen screen = new Screen(new Outlet(out, Terminal.NONE), new Outlet(err, Terminal.NONE));
        Cli cli = new Cli(screen, options -> {
            throw new LakehouseException(FailureKind.USER, "UNDERSTOOD", UNDERSTOOD, "it went to work", "none");
        });
        int exitCode = cli.run(words.toArray(String[]::new));
        return exitCode == 0 || err.toString(StandardCharsets.UTF_8).contains(UNDERSTOOD);
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find() && !List.of(">", ">>", "|", "#", "&&").contains(word.group())) {
            String text = Stream.of(1, 2, 3)
                    .map(word::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElse("");
            words.add(text.replaceAll("\\\\(.)", "$1"));
        }
        return List.copyOf(words);
    }
}
