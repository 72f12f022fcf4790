package dev.lakehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lakehouse.cli.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo, from nothing, again, and after it was stopped. */
class DemoTest {
    private static final Pattern NEXT = Pattern.compile("(?m)^  lakehouse (.*)$");

    /** The module trainer's own; it has a test that trains on this. */
    private static final List<String> TRAIN = List.of("train", "recompra");

    private static final String COUNTS = """
            select
                (select count(*) from silver.pedidos) as orders,
                (select count(*) from silver.pedidos_quarantine) as refused,
                (select sum(total_pedidos) from gold.analise_clientes_pedidos) as counted,
                (select sum(total_gasto) from gold.analise_clientes_pedidos) as spent
            """;

    @TempDir
    private Path folder;

    @Test
    void itTellsTheWholeStoryAndItsCommandsWork() throws Exception {
        Answer demo = lake().type("demo");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains(
                        folder.toString(),
                        "Day 1, 2024-01-01",
                        "Day 2, 2024-01-02",
                        "Day 3, 2024-01-03",
                        "until 2024-07-01")
                .contains(" 135\n", " 357\n", " 579\n", "tables have as many rows as before: nothing is doubled")
                .contains("updated with each order, not inserted again", "not_null(data_pedido)")
                .doesNotContain("Exception");
        assertThat(demo.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(totals(demo.out())).startsWith("1", "2", "3");
        List<List<String>> commands = commands(demo.out());
        assertThat(commands).hasSizeGreaterThan(5).contains(TRAIN);
        for (List<String> command :
                commands.stream().filter(words -> !words.equals(TRAIN)).toList()) {
            Answer answer = lake().type(command.toArray(String[]::new));
            assertThat(answer.exitCode()).as(command + answer.err()).isZero();
            assertThat(answer.out()).isNotEmpty();
        }
    }

    @Test
    void aSecondDemoDoublesNothing() {
        lake().type("demo", "--json");
        String tables = versions();

        Answer second = lake().type("demo");

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out())
                .contains("Resumed", "all days have landed", "nothing is doubled")
                .doesNotContain("Day 1");
        assertThat(versions()).isEqualTo(tables);
    }

    @Test
    void aDemoThatWasStoppedOnDayTwoGoesOnThere() throws IOException {
        lake().type("demo", "--json");
        String whole = rows();
        // What a kill leaves that comes after the files of day 2 and before the first commit of it.
        Path stopped = folder.resolve("stopped");
        copyDay(stopped, "2024-01-01");
        lake(stopped).type("run", "loja");
        copyDay(stopped, "2024-01-02");

        Answer demo = lake(stopped).type("demo");

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("Resumed", "day 2 has landed", "done what the earlier demo was stopped at", "Day 3")
                .doesNotContain("Day 2, ");
        assertThat(lake(stopped).type("sql", "--csv", COUNTS).out()).isEqualTo(whole);
    }

    @Test
    void itTouchesNothingThatIsNotItsOwn() throws IOException {
        Path landing = Files.createDirectories(
                folder.resolve("landing").resolve("loja").resolve("pedidos"));
        Path own = Files.writeString(landing.resolve("mine.csv"), "id_pedido\n1\n");

        Answer answer = lake().type("demo");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("landing/loja/pedidos/mine.csv", "--home");
        assertThat(landing).isDirectoryContaining(file -> file.equals(own)).isDirectoryNotContaining("glob:**2024*");
        assertThat(folder.resolve("ops").resolve("demo.json")).doesNotExist();
    }

    private String rows() {
        return lake().type("sql", "--csv", COUNTS).out();
    }

    private String versions() {
        return lake().type("tables", "--json").out();
    }

    private Command lake() {
        return lake(folder);
    }

    private static Command lake(Path home) {
        return new Command(home);
    }

    /** Of the customer who came back: the number of orders at each version. */
    private static List<String> totals(String demo) {
        String section = demo.substring(demo.indexOf("The customer who came back"), demo.indexOf("The order that was"));
        return section.lines()
                .map(String::strip)
                .filter(line -> line.matches("\\d+ .*"))
                .map(line -> line.replaceFirst(".* (\\d+) +[\\d.]+ +\\S+$", "$1"))
                .toList();
    }

    /** The words of the commands to try next, as a shell takes them apart. */
    private static List<List<String>> commands(String demo) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        Matcher next = NEXT.matcher(demo.substring(demo.indexOf("Try next")));
        while (next.find()) {
            Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + next.group(1)).start();
            String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            commands.add(words.lines().toList());
        }
        return commands;
    }

    /** Copies the files of a day, and the demo's mark, from the lake of a whole demo. */
    private void copyDay(Path to, String date) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path inLake = folder.relativize(file);
                boolean wanted =
                        (inLake.startsWith("landing") && inLake.toString().contains(date))
                                || inLake.endsWith("demo.json");
                Path copy = to.resolve(inLake);
                if (wanted && !file.startsWith(to) && Files.notExists(copy)) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }
}
