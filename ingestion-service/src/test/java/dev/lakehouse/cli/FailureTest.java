package dev.lakehouse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.lakehouse.cli.screen.Page;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void aFailureIsThreeLinesAndTheExitCodeOfItsKind(FailureKind kind) {
        Answer answer = Answer.with(failing(new LakehouseException(kind, "CODE", "What", "why", "fix it")), "tables");

        assertThat(answer.exitCode()).isEqualTo(kind.exitCode());
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).isEqualTo("error: What\n  why: why\n  fix: fix it\n");
    }

    @Test
    void linesOfAQueryStayBelowOneAnother() {
        LakehouseException failure = new LakehouseException(
                FailureKind.USER, "SQL", "It does not compile", "unknown\nselect a\n       ^", "correct it");

        assertThat(Answer.with(failing(failure), "tables").err())
                .contains("  why: unknown\n       select a\n              ^\n  fix:");
    }

    @Test
    void problemsAreListedEachWithItsPlaceAndRemedy() {
        List<Problem> problems = List.of(
                new Problem("pipeline.yml", 12, "unknown key 'colums'", "keys are a, b", "did you mean 'columns'?"),
                new Problem("LAKEHOUSE_MEMORY=1", 0, "no size", "no unit", "write 1GB"));
        LakehouseException failure =
                new LakehouseException(FailureKind.USER, "PIPELINE_INVALID", "It is wrong", "so", "see", problems);

        assertThat(Answer.with(failing(failure), "tables").err())
                .contains(
                        "  pipeline.yml:12: unknown key 'colums'\n    why: keys are a, b\n    fix: did you mean 'columns'?")
                .contains("  LAKEHOUSE_MEMORY=1: no size\n");
        Answer json = Answer.with(failing(failure), "tables", "--json");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.failure().get("code").asText()).isEqualTo("PIPELINE_INVALID");
        assertThat(json.failure().get("problems").get(0).get("line").asInt()).isEqualTo(12);
    }

    @Test
    void whatNobodyForesawIsInAFileAndNotOnTheScreen() throws IOException {
        Page page = Page.pipe();
        Throwable fault = new IllegalStateException("a bolt is loose");

        int exitCode = new FailureScreen(page.outlet(), false)
                .show(UnexpectedFailure.of(fault, List.of("run", "loja"), Optional.of(home)));

        assertThat(exitCode).isEqualTo(1);
        Path report = onlyFile(home.resolve("ops").resolve("errors"));
        assertThat(page.text()).contains("a bolt is loose", report.toString()).doesNotContain("\tat ", "FailureTest.");
        assertThat(Files.readString(report)).contains("\tat ", "FailureTest", "[run, loja]");
    }

    @Test
    void theFileIsElsewhereWhereThereIsNoLake() throws IOException {
        Path nowhere = home.resolve("nowhere");

        LakehouseException failure =
                UnexpectedFailure.of(new StackOverflowError(), List.of("tables"), Optional.of(nowhere));

        assertThat(nowhere).doesNotExist();
        Path report = Path.of(failure.fix().replaceFirst(".*the file (\\S+),.*", "$1"));
        assertThat(report).isRegularFile();
        Files.delete(report);
    }

    @Test
    void faultsOfCommandsEndWithOne() throws IOException {
        Answer answer = Answer.with(
                options -> {
                    throw new IllegalStateException("a bolt is loose");
                },
                "tables",
                "--json");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.failure().get("kind").asText()).isEqualTo("internal");
        Files.delete(Path.of(answer.failure().get("fix").asText().replaceFirst(".*the file (\\S+),.*", "$1")));
    }

    private static Function<GlobalOptions, Tools> failing(LakehouseException failure) {
        return options -> {
            throw failure;
        };
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
