package dev.lakehouse.cli;

import java.util.Set;

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
