package dev.lakehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CompletionTest {
    @TempDir
    private Path folder;

    @Test
    void bashUnderstandsTheScriptAndCompletesWithIt() throws Exception {
        Path script = script();

        assertThat(bash("bash -n '" + script + "'")).isEmpty();
        assertThat(completed(script, "lakehouse", "ru")).containsExactly("run");
        assertThat(completed(script, "lakehouse", "run", "--sta")).containsExactly("--stage");
        assertThat(completed(script, "lakehouse", "show", "--ho")).containsExactly("--home");
    }

    @Test
    void oneScriptServesBothShells() {
        assertThat(Answer.to("completion", "zsh").out())
                .isEqualTo(Answer.to("completion").out())
                .contains("bashcompinit");
    }

    private Path script() throws IOException {
        Answer answer = Answer.to("completion", "bash");
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEmpty();
        return Files.writeString(folder.resolve("lakehouse.bash"), answer.out());
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        String line = String.join("' '", words);
        return bash("source '" + script + "'; COMP_WORDS=('" + line + "'); COMP_CWORD=" + (words.length - 1)
                        + "; COMP_LINE='" + String.join(" ", words) + "'; COMP_POINT=${#COMP_LINE};"
                        + " _complete_lakehouse 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"")
                .lines()
                .map(String::strip)
                .toList();
    }

    private static String bash(String command) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
