package dev.lakehouse.doctor.reach;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.Secret;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.Severity;
import dev.lakehouse.doctor.stack.EnvFile;
import dev.lakehouse.storage.s3.provision.MinioServer;
import dev.lakehouse.storage.s3.provision.ProvisionSettings;
import dev.lakehouse.storage.s3.provision.ProvisionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoreCheckTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"2026-01-01T12:00:04Z, OK", "2026-01-01T11:59:30Z, WARNING", "2026-01-01T12:16:00Z, FAILED"})
    void clocksAreTheSameWithinSeconds(Instant theirs, Severity severity) {
        assertThat(StoreCheck.clock(Optional.of(theirs), NOW).severity()).isEqualTo(severity);
    }

    @Test
    void aRealStoreKeepsTimeAndItsPromise() throws Exception {
        try (MinioServer minio = MinioServer.start(folder)) {
            new ProvisionStore(ProvisionSettings.read(minio.environment())).apply();
            StoreAccess access = StoreAccess.of(
                            Map.of(
                                    "LAKEHOUSE_HOME",
                                    "s3://",
                                    "LAKEHOUSE_S3_ENDPOINT",
                                    minio.endpoint().toString(),
                                    "AWS_ACCESS_KEY_ID",
                                    "ingestion-service",
                                    "AWS_SECRET_ACCESS_KEY",
                                    minio.environment().get("MINIO_SERVICE_SECRET")),
                            EnvFile.of(folder))
                    .orElseThrow();

            assertThat(new StoreCheck(access).look())
                    .extracting(Finding::severity)
                    .containsExactly(Severity.OK, Severity.OK);
        }
    }

    @Test
    void aStackThatIsNotStartedIsNoFaultButAStoreThatWasNamedIs() {
        URI nobody = URI.create("http://127.0.0.1:1");
        Secret secret = new Secret("any-secret");

        assertThat(look(new StoreAccess(nobody, "us-east-1", "a", secret, "ops", "doctor/", false)))
                .containsExactly(Severity.NOTE);
        assertThat(look(new StoreAccess(nobody, "us-east-1", "a", secret, "ops", "doctor/", true)))
                .containsExactly(Severity.FAILED);
    }

    @Test
    void theStackPublishesItsStoreWhereItsFileSays() throws Exception {
        Files.writeString(folder.resolve(".env"), "MINIO_PORT=19000\nMINIO_SERVICE_SECRET=some-secret\n");

        StoreAccess access = StoreAccess.of(Map.of(), EnvFile.of(folder)).orElseThrow();

        assertThat(access.endpoint()).hasToString("http://127.0.0.1:19000");
        assertThat(access.accessKey()).isEqualTo("ingestion-service");
        assertThat(access.toString()).doesNotContain("some-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "s3://,            ops,  doctor/",
        "s3://lake,        lake, ops/doctor/",
        "s3://lake/a/shop, lake, a/shop/ops/doctor/",
    })
    void objectsAreMadeWhereTheLakeIs(String home, String bucket, String prefix) {
        StoreAccess access = StoreAccess.of(
                        Map.of(
                                "LAKEHOUSE_HOME", home,
                                "LAKEHOUSE_S3_ENDPOINT", "http://minio:9000",
                                "AWS_ACCESS_KEY_ID", "a",
                                "AWS_SECRET_ACCESS_KEY", "b"),
                        EnvFile.of(folder))
                .orElseThrow();

        assertThat(access.bucket()).isEqualTo(bucket);
        assertThat(access.prefix()).isEqualTo(prefix);
    }

    private static List<Severity> look(StoreAccess access) {
        return new StoreCheck(access).look().stream().map(Finding::severity).toList();
    }
}
