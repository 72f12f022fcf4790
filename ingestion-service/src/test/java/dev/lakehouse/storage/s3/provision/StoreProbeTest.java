package dev.lakehouse.storage.s3.provision;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lakehouse.config.Secret;
import dev.lakehouse.failure.LakehouseException;
import io.minio.ListObjectsArgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StoreProbeTest {
    @TempDir
    private Path folder;

    @Test
    void minioHasOneWinnerEachTimeAndNothingIsLeftBehind() throws Exception {
        try (MinioServer minio = MinioServer.start(folder)) {
            minio.provision().apply();
            StoreProbe probe = new StoreProbe(
                    minio.endpoint(),
                    "us-east-1",
                    "ingestion-service",
                    new Secret(minio.environment().get("MINIO_SERVICE_SECRET")));

            assertThat(probe.race("ops", "doctor/", 20)).isEmpty();

            assertThat(minio.asRoot()
                            .listObjects(ListObjectsArgs.builder()
                                    .bucket("ops")
                                    .recursive(true)
                                    .build()))
                    .isEmpty();
        }
    }

    @Test
    void whoMayNotWriteIsToldSo() throws Exception {
        try (MinioServer minio = MinioServer.start(folder)) {
            minio.provision().apply();
            StoreProbe probe = new StoreProbe(
                    minio.endpoint(),
                    "us-east-1",
                    "jupyter",
                    new Secret(minio.environment().get("MINIO_JUPYTER_SECRET")));

            assertThat(catchThrowableOfType(LakehouseException.class, () -> probe.race("ops", "doctor/", 1))
                            .code())
                    .isEqualTo("OBJECT_STORE_REFUSES");
        }
    }

    @Test
    void aStoreThatIgnoresTheConditionIsFoundOut() throws Exception {
        HttpServer careless = carelessStore();
        try {
            StoreProbe probe = new StoreProbe(
                    URI.create("http://127.0.0.1:" + careless.getAddress().getPort()),
                    "us-east-1",
                    "anybody",
                    new Secret("any-secret"));

            assertThat(probe.race("ops", "doctor/", 3))
                    .containsExactly(
                            "round 1: both were told that they won",
                            "round 2: both were told that they won",
                            "round 3: both were told that they won");
        } finally {
            careless.stop(0);
        }
    }

    /** It takes every object from everybody, as object stores did before they knew conditional writes. */
    private static HttpServer carelessStore() throws IOException {
        Map<String, byte[]> objects = new ConcurrentHashMap<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> answer(exchange, objects));
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, Map<String, byte[]> objects) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("ETag", "\"" + path.hashCode() + "\"");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                objects.put(path, body);
                exchange.sendResponseHeaders(200, -1);
            }
            case "GET" -> {
                byte[] object = objects.getOrDefault(path, "none".getBytes(StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, object.length);
                exchange.getResponseBody().write(object);
            }
            default -> exchange.sendResponseHeaders(204, -1);
        }
        exchange.close();
    }
}
