package dev.lakehouse.storage.s3;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is wrong with a store is said with what to do about it. */
class S3FailuresTest {
    private static final StoragePath MARK = new StoragePath("ops/lake.json");

    @TempDir
    Path scratch;

    @Test
    void aBucketThatIsNotThere() {
        ObjectStore home = S3Server.get().newHome(scratch);
        ObjectStore other = new ObjectStore(
                Optional.of("no-such-bucket"), "", home.endpoint(), home.region(), scratch, home.cache());

        assertThat(failure(other, storage -> storage.list(new StoragePath("landing"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo("BUCKET_NOT_FOUND"))
                .satisfies(e -> assertThat(e.why()).contains("no-such-bucket"))
                .satisfies(e -> assertThat(e.fix()).contains("create the bucket"));
        assertThat(failure(other, storage -> storage.createIfAbsent(MARK, new byte[1]))
                        .code())
                .isEqualTo("BUCKET_NOT_FOUND");
    }

    @Test
    void credentialsThatAreWrong() {
        ObjectStore home = S3Server.get().newHome(scratch);
        String secret = System.setProperty("aws.secretAccessKey", "not the secret");
        try {
            LakehouseException e = failure(home, storage -> storage.find(MARK));

            assertThat(e.code()).isEqualTo("CREDENTIALS_WRONG");
            assertThat(e.fix()).contains("AWS_SECRET_ACCESS_KEY");
            assertThat(e.getMessage()).doesNotContain("not the secret");
        } finally {
            System.setProperty("aws.secretAccessKey", secret);
        }
    }

    @Test
    void aStoreThatIsNotThere() throws Exception {
        ObjectStore home = S3Server.get().newHome(scratch);
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ObjectStore nowhere = S3Server.through(URI.create("http://127.0.0.1:" + port), home, scratch);

        assertThat(failure(nowhere, storage -> storage.find(MARK)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("STORAGE_UNREACHABLE"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(FailureKind.EXTERNAL))
                .satisfies(e -> assertThat(e.why()).contains("127.0.0.1:" + port))
                .satisfies(e -> assertThat(e.fix()).contains("LAKEHOUSE_S3_ENDPOINT"));
        assertThat(failure(nowhere, storage -> storage.createIfAbsent(MARK, new byte[1]))
                        .code())
                .isEqualTo(Storage.OUTCOME_UNKNOWN);
    }

    @Test
    void aScratchFolderThatCannotBe() throws Exception {
        Path file = Files.createFile(scratch.resolve("file"));
        ObjectStore home = S3Server.get().newHome(file);

        assertThat(catchThrowableOfType(LakehouseException.class, () -> new S3Storage(home)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("SCRATCH_FAILED"))
                .satisfies(e -> assertThat(e.fix()).contains("LAKEHOUSE_SCRATCH"));
    }

    @Test
    void aLandingFileThatWasOverwrittenIsNotTakenForTheOneThatWasFound() {
        ObjectStore home = S3Server.get().newHome(scratch);
        try (S3Storage storage = new S3Storage(home)) {
            StoragePath path = new StoragePath("landing/a.csv");
            storage.replace(path, new byte[] {1});
            StoredFile found = storage.find(path).orElseThrow();
            storage.replace(path, new byte[] {2});

            assertThat(catchThrowableOfType(LakehouseException.class, () -> storage.localFile(found))
                            .code())
                    .isEqualTo("FILE_CHANGED");
        }
    }

    private interface Use {
        void of(Storage storage);
    }

    private static LakehouseException failure(ObjectStore home, Use use) {
        try (S3Storage storage = new S3Storage(home)) {
            return catchThrowableOfType(LakehouseException.class, () -> use.of(storage));
        }
    }
}
