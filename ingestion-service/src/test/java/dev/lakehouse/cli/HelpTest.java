package dev.lakehouse.cli;

import java.util.List;
import java.util.Set;

import dev.lakehouse.cli.screen.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class HelpTest {
    private static final int WIDEST = 120;

    static Set<String> commands() {
        return Commands.names();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandShowsTwoExamplesOrMore(String command) {
        Answer help = Answer.to(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        String examples = help.out().substring(help.out().indexOf("\nExamples\n"));
        assertThat(examples.lines()
                        .filter(line -> line.contains("lakehouse " + command))
                        .count())
                .isGreaterThanOrEqualTo(2);
        assertThat(help.out())
                .contains("Options of every command", "--home", "--json")
                .endsWith("\n");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfACommandIsTheSameWhicheverWayItIsAskedFor(String command) {
        String help = Answer.to(command, "--help").out();

        assertThat(Answer.to("help", command).out()).isEqualTo(help);
        assertThat(Answer.to("--help", command).out())
                .isEqualTo(Answer.to("--help").out());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aSentenceIsBrokenOnlyWhereTheScreenEnds(String command) {
        List<String> lines = Answer.to(command, "--help").out().lines().toList();

        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i - 1);
            boolean goesOn = line.matches("[A-Za-z'].*[a-z,]") && lines.get(i).matches("[A-Za-z'].*");
            if (goesOn) {
                int firstWord = (lines.get(i) + " ").indexOf(' ');
                assertThat(line.length() + 1 + firstWord)
                        .as(line + " / " + lines.get(i))
                        .isGreaterThanOrEqualTo(Terminal.NONE.width() > 100 ? 100 : Terminal.NONE.width());
            }
        }
    }

    @Test
    void demoAndGenerateTellWhatTheyDoToWhichFolder() {
        assertThat(Answer.to("demo", "--help").out())
                .contains("landing/loja", "./lake", "is refused", "rm -r lake && lakehouse demo");
        assertThat(Answer.to("generate", "--help").out())
                .contains("landing/loja", "customers (CSV)", "2024-01-01", "--overwrite", "lakehouse run loja");
    }

    @Test
    void withoutACommandAllOfThemAreNamed() {
        Answer answer = Answer.to();

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("lakehouse demo").contains(Commands.names());
        assertThat(Answer.to("--help").out()).isEqualTo(answer.out());
    }

    @Test
    void theVersionIsToldBeforeAndBehindACommand() {
        assertThat(Answer.to("--version").out()).startsWith("lakehouse ");
        assertThat(Answer.to("tables", "--version").out()).startsWith("lakehouse ");
        assertThat(Answer.to("-V").exitCode()).isZero();
    }
}
