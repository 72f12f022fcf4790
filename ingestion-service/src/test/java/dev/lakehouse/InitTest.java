package dev.lakehouse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** `./lakehouse init`, as a shell runs it that knows nothing but the usual commands. */
class InitTest {
    @TempDir
    private Path folder;

    @Test
    void everySecretIsLongRandomAndOnlyTheOwners() throws Exception {
        assertThat(init()).contains("got ");

        Map<String, String> values = values();
        assertThat(values).hasSizeGreaterThan(20);
        assertThat(values).allSatisfy((name, value) -> {
            if (!name.equals("LAKEHOUSE_UID")) {
                assertThat(value).as(name).matches("[A-Za-z0-9_=-]{32,64}");
            }
        });
        assertThat(values.values()).doesNotHaveDuplicates();
        assertThat(Base64.getUrlDecoder().decode(values.get("AIRFLOW_FERNET_KEY")))
                .hasSize(32);
        assertThat(values.get("LAKEHOUSE_UID")).matches("[1-9]\\d*");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env())))
                .isEqualTo("rw-------");
    }

    /** MinIO takes no secret longer than that. */
    @Test
    void secretsOfMinioHaveEightToFortyCharacters() throws Exception {
        init();

        assertThat(values()).allSatisfy((name, value) -> {
            if (name.startsWith("MINIO_")) {
                assertThat(value).hasSizeBetween(8, 40);
            }
        });
    }

    @Test
    void twoAreNeverAlike() throws Exception {
        init();
        Map<String, String> first = values();
        Files.delete(env());
        init();

        first.remove("LAKEHOUSE_UID");
        assertThat(values().values()).doesNotContainAnyElementsOf(first.values());
    }

    @Test
    void runAgainItChangesNothing() throws Exception {
        init();
        String made = Files.readString(env());

        assertThat(init()).contains("has all secrets already");
        assertThat(env()).hasContent(made);
        assertNothingIsLeftBehind();
    }

    @Test
    void itAddsWhatIsMissingAndKeepsTheRest() throws Exception {
        String mine = """
                # mine
                LAKEHOUSE_HOME="/a folder/lake"
                TRINO_ADMIN_PASSWORD=my own
                export JUPYTER_TOKEN=chosen
                AIRFLOW_ADMIN_PASSWORD=
                TRINO_PORT=18081""";
        Files.writeString(env(), mine);

        init();

        assertThat(Files.readString(env()))
                .startsWith(mine.replaceFirst("\nAIRFLOW_ADMIN_PASSWORD=\n(?s:.*)", "\n"))
                .containsOnlyOnce("JUPYTER_TOKEN")
                .contains("\nTRINO_PORT=18081\n");
        assertThat(values()).containsEntry("TRINO_ADMIN_PASSWORD", "my own");
        assertThat(values().get("AIRFLOW_ADMIN_PASSWORD")).hasSize(32);
        assertThat(values().get("MINIO_ROOT_PASSWORD")).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env())))
                .isEqualTo("rw-------");
        assertNothingIsLeftBehind();
    }

    @Test
    void aFolderInItsPlaceIsRefusedWithWhatToDo() throws Exception {
        Files.createDirectory(env());

        assertThat(init(1)).contains("is a folder", "Remove it");
    }

    private void assertNothingIsLeftBehind() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(env());
        }
    }

    private Path env() {
        return folder.resolve(".env");
    }

    private Map<String, String> values() throws IOException {
        Map<String, String> values = new TreeMap<>();
        Files.readAllLines(env()).stream()
                .filter(line -> line.matches("[A-Z].*=.*"))
                .map(line -> line.split("=", 2))
                .forEach(pair -> values.put(pair[0], pair[1]));
        return values;
    }

    private String init() throws IOException, InterruptedException {
        return init(0);
    }

    private String init(int exitCode) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("bash", MarkdownPage.ROOT.resolve("lakehouse").toString(), "init"))
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("LAKEHOUSE_ENV_FILE", env().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
        return said;
    }
}
