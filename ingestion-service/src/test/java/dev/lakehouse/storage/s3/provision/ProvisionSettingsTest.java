package dev.lakehouse.storage.s3.provision;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class ProvisionSettingsTest {
    private static final Map<String, String> WHOLE = Map.of(
            "LAKEHOUSE_S3_ENDPOINT", "http://minio:9000",
            "MINIO_ROOT_PASSWORD", "root-secret-1",
            "MINIO_SERVICE_SECRET", "service-secret-1",
            "MINIO_TRINO_SECRET", "trino-secret-1",
            "MINIO_METASTORE_SECRET", "metastore-secret-1",
            "MINIO_JUPYTER_SECRET", "jupyter-secret-1",
            "MINIO_UPLOADER_SECRET", "uploader-secret-1",
            "MINIO_TRAINER_SECRET", "trainer-secret-1");

    @Test
    void readsTheNamesOfTheStack() {
        ProvisionSettings settings = ProvisionSettings.read(WHOLE);

        assertThat(settings.endpoint()).hasHost("minio").hasPort(9000);
        assertThat(settings.region()).isEqualTo("us-east-1");
        assertThat(settings.administrator()).isEqualTo("lakehouse-admin");
        assertThat(settings.secretOf(StoreUser.TRINO).value()).isEqualTo("trino-secret-1");
    }

    @Test
    void printsNoSecret() {
        assertThat(ProvisionSettings.read(WHOLE).toString()).doesNotContain("secret-1");
    }

    @Test
    void saysAllThatIsMissingAtOnce() {
        assertThat(problems(Map.of("MINIO_TRINO_SECRET", " ")))
                .extracting(Problem::source, Problem::what)
                .containsExactly(
                        tuple("LAKEHOUSE_S3_ENDPOINT", "it is not set"),
                        tuple("MINIO_JUPYTER_SECRET", "it is not set"),
                        tuple("MINIO_METASTORE_SECRET", "it is not set"),
                        tuple("MINIO_ROOT_PASSWORD", "it is not set"),
                        tuple("MINIO_SERVICE_SECRET", "it is not set"),
                        tuple("MINIO_TRAINER_SECRET", "it is not set"),
                        tuple("MINIO_TRINO_SECRET", "it is not set"),
                        tuple("MINIO_UPLOADER_SECRET", "it is not set"));
    }

    @Test
    void refusesWhatTheStoreWouldRefuseAndWhatTwoWouldShareWithoutShowingIt() {
        Map<String, String> environment = new HashMap<>(WHOLE);
        environment.put("LAKEHOUSE_S3_ENDPOINT", "http://somebody:hidden@minio:9000");
        environment.put("MINIO_TRINO_SECRET", "hidden");
        environment.put("MINIO_METASTORE_SECRET", "hidden".repeat(7));
        environment.put("MINIO_JUPYTER_SECRET", "uploader-secret-1");

        List<Problem> problems = problems(environment);

        assertThat(problems)
                .extracting(Problem::source, Problem::what)
                .containsExactly(
                        tuple("LAKEHOUSE_S3_ENDPOINT", "it is no address of an object store"),
                        tuple("MINIO_METASTORE_SECRET", "it has 42 characters"),
                        tuple("MINIO_TRINO_SECRET", "it has 6 characters"),
                        tuple("MINIO_UPLOADER_SECRET", "it is the same as MINIO_JUPYTER_SECRET"));
        assertThat(problems.toString()).doesNotContain("hidden", "secret-1");
    }

    private static List<Problem> problems(Map<String, String> environment) {
        LakehouseException failure =
                catchThrowableOfType(LakehouseException.class, () -> ProvisionSettings.read(environment));
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.code()).isEqualTo("PROVISION_SETTINGS_INVALID");
        return failure.problems();
    }
}
