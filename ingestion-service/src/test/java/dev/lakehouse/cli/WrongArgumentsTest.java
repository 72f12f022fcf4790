package dev.lakehouse.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WrongArgumentsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "runn | did you mean 'lakehouse run'?",
                "table | did you mean 'lakehouse tables'?",
                "demo --hom x | did you mean '--home'?",
                "run loja --stag=silver | did you mean '--stage'?",
                "show t --limt 3 | did you mean '--limit'?",
                "run loja x | 'lakehouse run --help' shows how it is used",
                "run | 'lakehouse run --help' shows how it is used",
                "run loja --stage golden | 'lakehouse run --help' shows how it is used",
                "show t --version one | 'lakehouse show --help' shows how it is used",
                "generate loja --orders many | 'lakehouse generate loja --help' shows how it is used",
                "generate musca | did you mean 'lakehouse generate musica'?",
                "generate | 'lakehouse generate --help' shows how it is used",
                "generate shop | 'lakehouse generate --help' shows how it is used",
                "completion fish | 'lakehouse completion --help' shows how it is used",
            })
    void wordsThatAreNotUnderstoodEndWithTwoAndWhatWasMeant(String line, String fix) {
        Answer answer = Answer.to(line.split(" ", -1));

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines())
                .hasSize(3)
                .satisfiesExactly(
                        what -> assertThat(what).startsWith("error: "),
                        why -> assertThat(why).startsWith("  why: "),
                        fixed -> assertThat(fixed).isEqualTo("  fix: " + fix));
    }

    @Test
    void theyAreJsonWhereThatIsAskedForOnEitherSide() {
        assertThat(Answer.to("--json", "runn").failure().get("code").asText()).isEqualTo("COMMAND_UNKNOWN");
        assertThat(Answer.to("run", "loja", "--json", "--bad")
                        .failure()
                        .get("kind")
                        .asText())
                .isEqualTo("user");
    }

    @Test
    void aTableIsShownAtOnePointOfItsHistoryOnly() {
        Answer answer = Answer.to("show", "t", "--version", "1", "--timestamp", "2024-01-31");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("--version", "--timestamp");
    }
}
