package dev.lakehouse.storage.s3;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.storage.s3.provision.MinioServer;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An S3 server for tests: S3Proxy in this process or, where {@code LAKEHOUSE_TEST_S3} is {@code minio}, a MinIO that this process
 * starts, or the one at {@code http://user:secret@host:port}. All of a JVM share it; each test has a bucket of its own.
 */
public final class S3Server {
    private static final String GIVEN = System.getenv().getOrDefault("LAKEHOUSE_TEST_S3", "");
    private static final DataSize CACHE = DataSize.parse("100MB");

    private static S3Server started;

    private final URI endpoint;

    private S3Server(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Starts it where it does not run; its credentials are found by AWS' default chain from then on. */
    public static synchronized S3Server get() {
        if (started == null) {
            started = new S3Server(GIVEN.isBlank() ? embedded() : GIVEN.equals("minio") ? minio() : given());
        }
        return started;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A home in a new bucket. */
    public ObjectStore newHome(Path scratch) {
        String bucket = "lake-" + UUID.randomUUID();
        createBucket(bucket);
        return home(bucket, endpoint, scratch);
    }

    /** The same home, seen through another address. */
    public static ObjectStore through(URI endpoint, ObjectStore home, Path scratch) {
        return new ObjectStore(
                home.bucket(), home.prefix(), Optional.of(endpoint), home.region(), scratch, home.cache());
    }

    /** A home with a bucket for each layer; those that are there are used as they are. */
    ObjectStore bucketsHome(Path scratch) {
        List.of("landing", "bronze", "silver", "gold", "ops").forEach(this::createBucket);
        return new ObjectStore(Optional.empty(), "", Optional.of(endpoint), "us-east-1", scratch, CACHE);
    }

    /** A client for what the product does not do. */
    public S3Client client(ObjectStore home) {
        return S3Connection.open(home);
    }

    private void createBucket(String bucket) {
        try (S3Client client = S3Connection.open(home(bucket, endpoint, Path.of("unused")))) {
            if (client.listBuckets().buckets().stream()
                    .noneMatch(there -> there.name().equals(bucket))) {
                client.createBucket(request -> request.bucket(bucket));
            }
        }
    }

    private static ObjectStore home(String bucket, URI endpoint, Path scratch) {
        return new ObjectStore(Optional.of(bucket), "a/lake", Optional.of(endpoint), "us-east-1", scratch, CACHE);
    }

    private static URI embedded() {
        credentials("tester", "tester-secret");
        return EmbeddedS3.start("tester", "tester-secret").endpoint();
    }

    private static URI minio() {
        try {
            MinioServer server = MinioServer.start(Files.createTempDirectory("minio-of-tests"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            credentials(MinioServer.ROOT, server.environment().get("MINIO_ROOT_PASSWORD"));
            return server.endpoint();
        } catch (Exception e) {
            throw new IllegalStateException("MinIO did not start", e);
        }
    }

    private static URI given() {
        URI given = URI.create(GIVEN);
        String[] credentials = given.getUserInfo().split(":", 2);
        credentials(credentials[0], credentials[1]);
        return URI.create(given.getScheme() + "://" + given.getHost() + ":" + given.getPort());
    }

    private static void credentials(String user, String secret) {
        System.setProperty("aws.accessKeyId", user);
        System.setProperty("aws.secretAccessKey", secret);
    }
}
