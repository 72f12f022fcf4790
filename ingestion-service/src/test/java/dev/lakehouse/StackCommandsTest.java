package dev.lakehouse;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.cli.Answer;
import dev.lakehouse.storage.s3.provision.MinioServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands around the stack, as a user types them, with and without servers. */
class StackCommandsTest {
    private static final Map<String, String> NO_TRINO =
            Map.of("LAKEHOUSE_TRINO_URL", "jdbc:trino://127.0.0.1:1/lakehouse", "LAKEHOUSE_TRINO_USER", "service");

    @TempDir
    private Path folder;

    @Test
    void provisioningSaysAllThatIsMissing() {
        Answer answer = type(Map.of(), "provision", "--json");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.failure().get("code").asText()).isEqualTo("PROVISION_SETTINGS_INVALID");
        assertThat(answer.failure().get("problems")).hasSize(8);
    }

    @Test
    void provisioningIsPlannedDoneAndThenNothing() throws Exception {
        try (MinioServer minio = MinioServer.start(folder)) {
            Answer plan = type(minio.environment(), "provision", "--plan");
            Answer done = type(minio.environment(), "provision");
            Answer again = type(minio.environment(), "provision");
            Answer json = type(minio.environment(), "provision", "--json");

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out()).contains("create  bucket landing", "18 changes to make; nothing was changed");
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(done.out()).contains("create  user jupyter", "18 changes made");
            assertThat(again.out()).startsWith("Nothing to change: 6 buckets and 6 users");
            assertThat(json.json().get("changes")).isEmpty();
            assertThat(json.json().get("applied").asBoolean()).isTrue();
            minio.environment().values().stream()
                    .filter(value -> !value.startsWith("http"))
                    .forEach(secret -> assertThat(plan.out() + done.out() + again.out() + json.out())
                            .doesNotContain(secret));
        }
    }

    @Test
    void withoutACatalogTheSyncSaysSo() {
        Answer answer = type(Map.of(), "catalog", "sync");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("There is no catalog", "LAKEHOUSE_TRINO_URL");
        assertThat(type(Map.of(), "catalog", "sync", "--json")
                        .json()
                        .get("catalog")
                        .isNull())
                .isTrue();
    }

    @Test
    void aLakeInAFolderCannotBeSynced() {
        Answer answer = type(NO_TRINO, "catalog", "sync", "--json");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.failure().get("code").asText()).isEqualTo("CATALOG_NEEDS_S3");
    }

    @Test
    void wrongSettingsOfTheCatalogStopARunBeforeItBegins() {
        type(Map.of(), "generate", "loja", "--orders", "20", "--days", "1");

        Answer answer = type(Map.of("LAKEHOUSE_TRINO_URL", "trino"), "run", "loja", "--json");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.failure().get("code").asText()).isEqualTo("TRINO_SETTINGS_INVALID");
        assertThat(type(Map.of(), "tables", "--json").json()).isEmpty();
    }

    @Test
    void aRunWhoseCatalogFailsIsDoneAndSaysWhatTheCatalogLacks() {
        type(Map.of(), "generate", "loja", "--orders", "20", "--days", "1");

        Answer screen = type(NO_TRINO, "run", "loja");
        Answer json = type(NO_TRINO, "run", "loja", "--json");

        assertThat(screen.exitCode()).isEqualTo(2);
        assertThat(screen.out())
                .contains("gold.analise_produtos", "Done in", "catalog: Tables of this lake cannot be registered")
                .contains("  why: ", "  fix: ");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.json().get("complete").asBoolean()).isTrue();
        assertThat(json.json().get("catalog").get("state").asText()).isEqualTo("behind");
        assertThat(json.json().get("catalog").get("error").get("code").asText()).isEqualTo("CATALOG_NEEDS_S3");
        assertThat(type(Map.of(), "tables", "--json").json()).isNotEmpty();
    }

    @Test
    void aRunWithoutACatalogSaysNothingOfIt() {
        type(Map.of(), "generate", "loja", "--orders", "20", "--days", "1");

        Answer answer = type(Map.of(), "run", "loja", "--json");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.json().get("catalog").get("state").asText()).isEqualTo("not_configured");
        assertThat(type(Map.of(), "run", "loja").out()).doesNotContainIgnoringCase("catalog");
    }

    @Test
    void theDoctorLooksAtALakeInAFolder() {
        type(Map.of(), "generate", "loja", "--orders", "20", "--days", "1");
        type(Map.of(), "run", "loja");

        Answer answer = type(Map.of(), "doctor");
        JsonNode json = type(Map.of(), "doctor", "--json").json();

        assertThat(answer.exitCode()).as(answer.out()).isZero();
        assertThat(answer.out()).contains("Java: ", "processor: ", "memory: ", "disk: ", "writers: two writers raced");
        assertThat(json.get("findings").findValuesAsText("subject")).contains("Java", "lake", "writers");
    }

    @Test
    void theDoctorFindsServersThatDoNotAnswer() {
        Map<String, String> environment = new HashMap<>(NO_TRINO);
        environment.put("LAKEHOUSE_S3_ENDPOINT", "http://127.0.0.1:1");
        environment.put("AWS_ACCESS_KEY_ID", "ingestion-service");
        environment.put("AWS_SECRET_ACCESS_KEY", "any-secret");

        Answer answer = type(environment, "doctor");

        assertThat(answer.exitCode()).isEqualTo(5);
        assertThat(answer.out())
                .contains("bad  object store: Nothing answers at http://127.0.0.1:1", "bad  catalog: ", "fix: ")
                .endsWith("2 things are wrong; what to do stands below each.\n");
    }

    private Answer type(Map<String, String> more, String... words) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LAKEHOUSE_HOME", folder.resolve("lake").toString());
        environment.put("LAKEHOUSE_MEMORY", "1GB");
        environment.put("LAKEHOUSE_THREADS", "2");
        environment.put("LAKEHOUSE_PIPELINES", Command.PIPELINES.toString());
        return Answer.of(screen -> Main.cli(screen, environment), words);
    }
}
