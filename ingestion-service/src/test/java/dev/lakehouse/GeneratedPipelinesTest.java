package dev.lakehouse;

import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.cli.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What users type to see one of the other pipelines. */
class GeneratedPipelinesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "musica, --plays, plays, gold.mais_ouvidas",
        "pontos, --transactions, transactions, gold.relatorio_diario"
    })
    void filesAreMadeAndTakenInAndNotTwice(String pipeline, String option, String things, String gold) {
        Answer made = lake().type("generate", pipeline, option, "120", "--days", "3", "--dirty", "0");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("120 " + things, "from 2024-01-01 to 2024-01-03", "Next: lakehouse run " + pipeline)
                .doesNotContain("dirty");

        Answer run = lake().type("run", pipeline);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(lake().type("sql", "select count(*) > 0 from " + gold).out()).contains("true");

        Answer again = lake().type("generate", pipeline, option, "120", "--days", "3", "--dirty", "0", "--json");
        JsonNode json = again.json();
        assertThat(json.get(things).asLong()).isEqualTo(120);
        assertThat(json.get("files_written").asLong()).isZero();
        assertThat(json.get("dirt")).isEmpty();
        assertThat(lake().type("run", pipeline, "--json").json().findValuesAsText("control_key"))
                .containsOnly("135", "357", "579");
    }

    @Test
    void anOptionOfAnotherIsNotKnown() {
        Answer answer = lake().type("generate", "musica", "--orders", "10");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains("There is no option --orders", "'lakehouse generate musica' does not know it");
    }

    private Command lake() {
        return new Command(folder);
    }
}
