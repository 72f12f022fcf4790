package dev.lakehouse.storage.s3.provision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.lakehouse.config.Secret;
import io.minio.MinioClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real MinIO for one test class, from the program that {@code LAKEHOUSE_TEST_MINIO} names; without it, tests are skipped. */
public final class MinioServer implements AutoCloseable {
    /** The user who may do everything. */
    public static final String ROOT = "lakehouse-admin";

    private static final String VARIABLE = "LAKEHOUSE_TEST_MINIO";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI endpoint;
    private final Map<String, String> environment;

    private MinioServer(Process process, URI endpoint, Map<String, String> environment) {
        this.process = process;
        this.endpoint = endpoint;
        this.environment = environment;
    }

    /** Starts it over an empty folder, at a port that was free. */
    public static MinioServer start(Path folder) throws Exception {
        String program = System.getenv(VARIABLE);
        assumeTrue(program != null && !program.isBlank(), VARIABLE + " names no MinIO (.ci/minio builds one)");
        URI endpoint = URI.create("http://127.0.0.1:" + freePort());
        Map<String, String> environment = environment(endpoint);
        ProcessBuilder builder = new ProcessBuilder(
                program,
                "server",
                "--quiet",
                "--address",
                endpoint.getAuthority(),
                folder.resolve("data").toString());
        builder.environment().put("MINIO_ROOT_USER", ROOT);
        builder.environment().put("MINIO_ROOT_PASSWORD", environment.get("MINIO_ROOT_PASSWORD"));
        builder.environment().put("MINIO_BROWSER", "off");
        Path log = folder.resolve("minio.log");
        MinioServer server = new MinioServer(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), endpoint, environment);
        server.awaitHealth(log);
        return server;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** What {@code lakehouse provision} takes its settings from, with random secrets. */
    public Map<String, String> environment() {
        return environment;
    }

    ProvisionStore provision() {
        return new ProvisionStore(ProvisionSettings.read(environment));
    }

    ObjectStoreAdmin admin() {
        return new ObjectStoreAdmin(endpoint, "us-east-1", ROOT, new Secret(environment.get("MINIO_ROOT_PASSWORD")));
    }

    /** A client that signs as one of the stack's users. */
    MinioClient as(StoreUser user) {
        return client(user.accessKey(), environment.get(user.variable()));
    }

    MinioClient asRoot() {
        return client(ROOT, environment.get("MINIO_ROOT_PASSWORD"));
    }

    private MinioClient client(String user, String secret) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region("us-east-1")
                .credentials(user, secret)
                .build();
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
                    .as(() -> "MinIO did not start: " + text(log))
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

    private static Map<String, String> environment(URI endpoint) {
        Map<String, String> environment = new HashMap<>();
        environment.put("LAKEHOUSE_S3_ENDPOINT", endpoint.toString());
        environment.put("MINIO_ROOT_PASSWORD", secret());
        for (StoreUser user : StoreUser.values()) {
            environment.put(user.variable(), secret());
        }
        return Map.copyOf(environment);
    }

    static String secret() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
