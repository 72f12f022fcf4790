package dev.lakehouse.trainer.example;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.s3.S3Storage;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A lake in a MinIO of its own, from the program that {@code LAKEHOUSE_TEST_MINIO} names; without it, tests are skipped. */
public final class MinioLake implements AutoCloseable {
    private static final String VARIABLE = "LAKEHOUSE_TEST_MINIO";
    private static final String USER = "tester";
    private static final String BUCKET = "lake";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;
    private final Path scratch;

    private MinioLake(Process process, URI endpoint, Path scratch) {
        this.process = process;
        this.endpoint = endpoint;
        this.scratch = scratch;
    }

    /** Starts it over an empty folder, at a port that was free. Its user is this JVM's by AWS' default chain. */
    public static MinioLake start(Path folder) throws Exception {
        String program = System.getenv(VARIABLE);
        assumeTrue(program != null && !program.isBlank(), VARIABLE + " names no MinIO (.ci/minio builds one)");
        URI endpoint = URI.create("http://127.0.0.1:" + freePort());
        String secret = UUID.randomUUID().toString();
        Path data = folder.resolve("data");
        ProcessBuilder builder =
                new ProcessBuilder(program, "server", "--quiet", "--address", endpoint.getAuthority(), data.toString());
        builder.environment().put("MINIO_ROOT_USER", USER);
        builder.environment().put("MINIO_ROOT_PASSWORD", secret);
        builder.environment().put("MINIO_BROWSER", "off");
        Path log = folder.resolve("minio.log");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        MinioLake lake = new MinioLake(process, endpoint, folder.resolve("scratch"));
        lake.awaitHealth(log);
        System.setProperty("aws.accessKeyId", USER);
        System.setProperty("aws.secretAccessKey", secret);
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, secret)))
                .build()) {
            client.createBucket(request -> request.bucket(BUCKET));
        }
        return lake;
    }

    public ObjectStore home() {
        return new ObjectStore(
                Optional.of(BUCKET), "a/lake", Optional.of(endpoint), "us-east-1", scratch, DataSize.parse("100MB"));
    }

    /** Opened anew, as each command does. */
    public Storage storage() {
        return new S3Storage(home());
    }

    /** Brings the files of a lake in a folder here, as they are. */
    public void bring(Path lake) throws IOException {
        try (Storage storage = storage();
                Stream<Path> paths = Files.walk(lake)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/."))
                    .toList();
            for (Path file : files) {
                storage.replace(new StoragePath(lake.relativize(file).toString()), Files.readAllBytes(file));
            }
        }
    }

    /** Ends it, and waits until it has ended. */
    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(PATIENCE);
    }

    private void awaitHealth(Path log) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as("MinIO did not start, see " + log)
                    .isTrue();
            Thread.sleep(100);
        }
    }

    private boolean isHealthy() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    endpoint.resolve("/minio/health/live").toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
