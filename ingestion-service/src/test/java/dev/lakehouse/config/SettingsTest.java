package dev.lakehouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class SettingsTest {
    @TempDir
    private Path temporary;

    private Path folder;
    private Path root;

    @BeforeEach
    void setUp() throws IOException {
        folder = Files.createDirectory(temporary.resolve("current"));
        root = Files.createDirectory(temporary.resolve("product"));
    }

    @Test
    void suitsTheMachineWhereNothingIsSaid() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(new Settings(
                        folder.resolve("lake"),
                        DataSize.parse("3GB"),
                        12,
                        root.resolve("pipelines"),
                        folder.resolve("pipelines")));
    }

    @ParameterizedTest
    @CsvSource({"256MB,512MB", "1GB,512MB", "2GB,1GB", "16GB,8GB", "1TB,8GB"})
    void takesHalfOfTheMemoryWithinBounds(String machine, String memory) {
        assertThat(new Machine(folder, DataSize.parse(machine), 4, Optional.empty()).defaultMemory())
                .isEqualTo(DataSize.parse(memory));
    }

    @Test
    void readsTheMachineThatItRunsOn() {
        Settings settings = Settings.read(Map.of(), Map.of());

        assertThat(settings.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.memory().bytes())
                .isBetween(
                        DataSize.parse("512MB").bytes(), DataSize.parse("8GB").bytes());
        assertThat(settings.home()).isEqualTo(Path.of("lake").toAbsolutePath());
    }

    @Test
    void prefersTheUsersOwnPipelines() throws IOException {
        Path own = Files.createDirectory(folder.resolve("pipelines"));

        assertThat(read(Map.of(), Map.of()).pipelines()).isEqualTo(own);
    }

    @Test
    void letsOptionsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
        write(folder.resolve("lakehouse.yml"), "home: from-file\nmemory: 1GB\nthreads: 1\n");
        Map<String, String> environment = Map.of("LAKEHOUSE_MEMORY", "2GB", "LAKEHOUSE_THREADS", "2");

        Settings settings = read(Map.of("threads", "3"), environment);

        assertThat(settings.home()).isEqualTo(folder.resolve("from-file"));
        assertThat(settings.memory()).isEqualTo(DataSize.parse("2GB"));
        assertThat(settings.threads()).isEqualTo(3);
    }

    @Test
    void takesABlankVariableAsNotSet() {
        assertThat(read(Map.of(), Map.of("LAKEHOUSE_MEMORY", " ", "LAKEHOUSE_CONFIG", ""))
                        .memory())
                .isEqualTo(DataSize.parse("3GB"));
    }

    @Test
    void startsPathsOfTheFileAtItsFolder() throws IOException {
        Path other = Files.createDirectories(temporary.resolve("other/pipes")).getParent();
        write(other.resolve("my.yml"), "home: ../lake\npipelines: pipes\n");

        Settings settings = read(Map.of("config", "../other/my.yml"), Map.of("LAKEHOUSE_CONFIG", "nowhere.yml"));

        assertThat(settings.home()).isEqualTo(temporary.resolve("lake"));
        assertThat(settings.pipelines()).isEqualTo(other.resolve("pipes"));
        assertThat(settings.newPipelines()).isEqualTo(other.resolve("pipes"));
    }

    @Test
    void ignoresTheFileOfTheFolderWhereAnotherIsNamed() throws IOException {
        write(folder.resolve("lakehouse.yml"), "threads: 1\n");
        write(folder.resolve("other.yml"), "memory: 1GB\n");

        assertThat(read(Map.of(), Map.of("LAKEHOUSE_CONFIG", "other.yml")).threads())
                .isEqualTo(12);
    }

    @Test
    void listsAllProblemsWithTheirSources() throws IOException {
        write(folder.resolve("lakehouse.yml"), "hom: lake\nthreads: 1.5\npipelines: none\n");
        write(folder.resolve("file"), "");

        assertThat(problems(Map.of("home", "file"), Map.of("LAKEHOUSE_MEMORY", "12XB")))
                .containsExactly(
                        new Problem(
                                "--home=file",
                                0,
                                folder.resolve("file") + " is a file",
                                "a folder is needed",
                                "name a folder, or one that can be made"),
                        new Problem(
                                folder.resolve("lakehouse.yml").toString(),
                                1,
                                "'hom' is no key of the file",
                                "its keys are home, memory, threads, pipelines",
                                "did you mean 'home'?"),
                        new Problem(
                                folder.resolve("lakehouse.yml").toString(),
                                2,
                                "'1.5' is no number of threads",
                                "it is a whole number from 1 to 256",
                                "write for example 4, or leave it out to use every processor"),
                        new Problem(
                                folder.resolve("lakehouse.yml").toString(),
                                3,
                                "there is no folder " + folder.resolve("none"),
                                "it is named as one",
                                "create it, or name another"),
                        new Problem(
                                "LAKEHOUSE_MEMORY=12XB",
                                0,
                                "'12XB' is no amount of bytes",
                                "it is a number followed by B, KB, MB, GB or TB",
                                "write for example 512MB or 4GB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory | 511MB | --memory=511MB: memory is 511MB: the engine needs 512MB or more (fix: write for example 2GB)",
                "threads | 0 | --threads=0: '0' is no number of threads: it is a whole number from 1 to 256"
                        + " (fix: write for example 4, or leave it out to use every processor)",
                "threads | 257 | --threads=257: '257' is no number of threads: it is a whole number from 1 to 256"
                        + " (fix: write for example 4, or leave it out to use every processor)",
                "threads | two | --threads=two: 'two' is no number of threads: it is a whole number from 1 to 256"
                        + " (fix: write for example 4, or leave it out to use every processor)",
            })
    void keepsBounds(String option, String value, String problem) {
        assertThat(problems(Map.of(option, value), Map.of()))
                .extracting(Problem::toString)
                .containsExactly(problem);
    }

    @Test
    void refusesAConfigFileThatIsNotThere() {
        assertThat(problems(Map.of("config", "none.yml"), Map.of("LAKEHOUSE_THREADS", "0")))
                .extracting(Problem::source, Problem::what)
                .containsExactly(
                        tuple("--config=none.yml", "there is no file " + folder.resolve("none.yml")),
                        tuple("LAKEHOUSE_THREADS=0", "'0' is no number of threads"));
    }

    private Settings read(Map<String, String> options, Map<String, String> environment) {
        return new SettingsReader(new Machine(folder, DataSize.parse("6GB"), 12, Optional.of(root)))
                .read(options, environment);
    }

    private List<Problem> problems(Map<String, String> options, Map<String, String> environment) {
        LakehouseException failure = catchThrowableOfType(LakehouseException.class, () -> read(options, environment));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.code()).isEqualTo("SETTINGS_INVALID");
        return failure.problems();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }
}
