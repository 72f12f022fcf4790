package dev.lakehouse.storage.s3.provision;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.config.Secret;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.s3.provision.Change.Kind;
import io.minio.MakeBucketArgs;
import io.minio.RemoveBucketArgs;
import io.minio.SetBucketPolicyArgs;
import io.minio.admin.MinioAdminClient;
import io.minio.admin.Status;
import io.minio.admin.UserInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

class ProvisionStoreTest {
    @TempDir
    private static Path folder;

    private static MinioServer minio;

    @BeforeAll
    static void start() throws Exception {
        minio = MinioServer.start(folder);
    }

    @AfterAll
    static void stop() {
        if (minio != null) {
            minio.close();
        }
    }

    @BeforeEach
    void provision() {
        minio.provision().apply();
    }

    @Test
    void anEmptyStoreGetsBucketsPoliciesAndUsersAndThenNothing(@TempDir Path empty) throws Exception {
        try (MinioServer server = MinioServer.start(empty)) {
            ProvisionReport plan = server.provision().plan();

            assertThat(plan.applied()).isFalse();
            assertThat(plan.changes())
                    .hasSize(18)
                    .allSatisfy(change -> assertThat(change.kind()).isEqualTo(Kind.CREATE));
            assertThat(server.admin().buckets()).isEmpty();
            assertThat(server.admin().user("trino")).isEmpty();

            assertThat(server.provision().apply().changes()).isEqualTo(plan.changes());
            assertThat(server.admin().buckets())
                    .containsExactlyInAnyOrder("landing", "bronze", "silver", "gold", "ops", "models");
            assertThat(List.of("ingestion-service", "trino", "metastore", "jupyter", "uploader", "trainer"))
                    .allSatisfy(user -> assertThat(server.admin().user(user)).isPresent());

            assertThat(server.provision().plan().changes()).isEmpty();
            assertThat(server.provision().apply().changes()).isEmpty();
        }
    }

    @Test
    void aBucketThatIsGoneIsMadeAgain() throws Exception {
        minio.asRoot().removeBucket(RemoveBucketArgs.builder().bucket("models").build());

        repairs(Kind.CREATE, "bucket models", "not there");
    }

    @Test
    void aBucketThatWasOpenedToAnybodyIsClosed() throws Exception {
        minio.asRoot()
                .setBucketPolicy(SetBucketPolicyArgs.builder()
                        .bucket("gold")
                        .config("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                                + "{\"AWS\":[\"*\"]},\"Action\":[\"s3:GetObject\"],"
                                + "\"Resource\":[\"arn:aws:s3:::gold/*\"]}]}")
                        .build());

        repairs(Kind.REPAIR, "bucket gold", "opens it");
    }

    @Test
    void aPolicyWithOneStatementMoreIsSetRight() {
        String more = StoreUser.JUPYTER
                .policy()
                .json()
                .replace(
                        "\"Statement\":[",
                        "\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"s3:*\"],"
                                + "\"Resource\":[\"arn:aws:s3:::*\"]},");
        minio.admin().putPolicy("jupyter", new Policy(more));

        repairs(Kind.REPAIR, "policy jupyter", "something else");
    }

    @Test
    void aPolicyWithoutItsRefusalsIsSetRight() {
        String less = StoreUser.METASTORE.policy().json().replace("\"Deny\"", "\"Allow\"");
        minio.admin().putPolicy("metastore", new Policy(less));

        repairs(Kind.REPAIR, "policy metastore", "something else");
    }

    @Test
    void aUserThatWasDisabledIsEnabled() throws Exception {
        adminClient()
                .addUser(
                        "trino",
                        UserInfo.Status.DISABLED,
                        minio.environment().get("MINIO_TRINO_SECRET"),
                        null,
                        List.of());

        repairs(Kind.REPAIR, "user trino", "disabled");
    }

    @Test
    void aUserWithAnotherSecretGetsItsOwn() {
        minio.admin().putUser("uploader", new Secret(MinioServer.secret()));

        repairs(Kind.REPAIR, "user uploader", "MINIO_UPLOADER_SECRET");
    }

    @Test
    void aUserWithAnotherPolicyGetsItsOwnAlone() {
        minio.admin().attachPolicy("metastore", "metastore,readwrite");

        repairs(Kind.REPAIR, "user metastore", "readwrite");
    }

    @Test
    void aSecretThatChangesInTheEnvironmentChangesInTheStore() {
        Map<String, String> changed = new HashMap<>(minio.environment());
        changed.put("MINIO_JUPYTER_SECRET", MinioServer.secret());
        ProvisionStore provision = new ProvisionStore(ProvisionSettings.read(changed));

        assertThat(provision.apply().changes()).extracting(Change::subject).containsExactly("user jupyter");

        assertThat(minio.admin().accepts("jupyter", new Secret(changed.get("MINIO_JUPYTER_SECRET"))))
                .isTrue();
        assertThat(minio.admin()
                        .accepts("jupyter", new Secret(minio.environment().get("MINIO_JUPYTER_SECRET"))))
                .isFalse();
    }

    @Test
    void whatTheStackDoesNotKnowIsLeftAlone() throws Exception {
        minio.asRoot().makeBucket(MakeBucketArgs.builder().bucket("photos").build());
        minio.admin().putUser("somebody", new Secret(MinioServer.secret()));
        minio.admin().putPolicy("own", StoreUser.UPLOADER.policy());

        assertThat(minio.provision().apply().changes()).isEmpty();

        assertThat(minio.admin().buckets()).contains("photos");
        assertThat(minio.admin().user("somebody")).isPresent();
        assertThat(minio.admin().policies()).containsKey("own");
    }

    @Test
    void aGroupThatGivesAUserMoreIsToldOf() throws Exception {
        adminClient().addUpdateGroup("friends", Status.ENABLED, List.of("jupyter"));

        ProvisionReport report = minio.provision().apply();

        assertThat(report.changes()).isEmpty();
        assertThat(report.notices()).singleElement().asString().contains("jupyter", "friends");
        // Who is made anew is in no group.
        adminClient().deleteUser("jupyter");
    }

    @Test
    void whoIsNotTheAdministratorIsToldSo() {
        Map<String, String> wrong = new HashMap<>(minio.environment());
        wrong.put("MINIO_ROOT_PASSWORD", MinioServer.secret());

        assertFailure(wrong, FailureKind.USER, "OBJECT_STORE_REFUSES");

        wrong.put("MINIO_ROOT_USER", "trino");
        wrong.put("MINIO_ROOT_PASSWORD", minio.environment().get("MINIO_TRINO_SECRET"));
        assertFailure(wrong, FailureKind.USER, "OBJECT_STORE_REFUSES");
    }

    @Test
    void aStoreThatDoesNotAnswerIsAFailureFromOutside() {
        Map<String, String> elsewhere = new HashMap<>(minio.environment());
        elsewhere.put("LAKEHOUSE_S3_ENDPOINT", "http://127.0.0.1:1");

        assertFailure(elsewhere, FailureKind.EXTERNAL, "OBJECT_STORE_UNREACHABLE");
    }

    private static MinioAdminClient adminClient() {
        return MinioAdminClient.builder()
                .endpoint(minio.endpoint().toString())
                .credentials(MinioServer.ROOT, minio.environment().get("MINIO_ROOT_PASSWORD"))
                .build();
    }

    private static void assertFailure(Map<String, String> environment, FailureKind kind, String code) {
        LakehouseException failure = catchThrowableOfType(
                LakehouseException.class, () -> new ProvisionStore(ProvisionSettings.read(environment)).apply());
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage()).doesNotContain(environment.get("MINIO_ROOT_PASSWORD"));
    }

    /** The plan says it and leaves it, provisioning puts it right and says it, and then there is nothing to do. */
    private static void repairs(Kind kind, String subject, String why) {
        assertThat(minio.provision().plan().changes())
                .extracting(Change::kind, Change::subject)
                .containsExactly(tuple(kind, subject));
        List<Change> changes = minio.provision().apply().changes();
        assertThat(changes).extracting(Change::kind, Change::subject).containsExactly(tuple(kind, subject));
        assertThat(changes.get(0).why()).contains(why);
        assertThat(minio.provision().plan().changes()).isEmpty();
    }
}
