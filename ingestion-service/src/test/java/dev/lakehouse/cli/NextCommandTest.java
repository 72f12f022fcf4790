package dev.lakehouse.cli;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NextCommandTest {
    @Test
    void optionsThatNameTheLakeAreGivenAgain() {
        NextCommand next = new NextCommand(Map.of("home", "/tmp/my lake", "memory", "1GB"));

        assertThat(next.line("run", "loja")).isEqualTo("lakehouse run loja --home \"/tmp/my lake\"");
        assertThat(next.with("pipelines", "p").line("tables"))
                .isEqualTo("lakehouse tables --home \"/tmp/my lake\" --pipelines p");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "two words",
                "select 'a' from t",
                "a \"b\"",
                "$HOME",
                "`ls`",
                "it's $5",
                "a\\b",
                "!x",
                "café",
                "*"
            })
    void aShellTakesEachWordAsItIs(String word) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + NextCommand.quoted(word)).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
    }
}
