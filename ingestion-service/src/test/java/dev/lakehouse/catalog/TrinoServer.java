package dev.lakehouse.catalog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import dev.lakehouse.config.TrinoSettings;
import io.trino.jdbc.TrinoDriver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real Trino over a folder, with its metastore in files. It takes an unpacked server archive ({@code
 * LAKEHOUSE_TEST_TRINO}) and a Java that it runs on ({@code LAKEHOUSE_TEST_TRINO_JAVA}); without them, tests are skipped.
 */
final class TrinoServer implements AutoCloseable {
    private static final String VARIABLE = "LAKEHOUSE_TEST_TRINO";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final int port;
    private final Path data;

    private TrinoServer(Process process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    /** Starts it; tables lie below {@code lake} of the folder. */
    static TrinoServer start(Path folder) throws Exception {
        String archive = System.getenv(VARIABLE);
        String java = System.getenv(VARIABLE + "_JAVA");
        assumeTrue(archive != null && java != null, VARIABLE + " names no Trino");
        int port = freePort();
        Path data = Files.createDirectories(folder.resolve("lake"));
        Path etc = Files.createDirectories(folder.resolve("etc").resolve("catalog"))
                .getParent();
        Files.writeString(etc.resolve("config.properties"), """
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%d
                discovery.uri=http://127.0.0.1:%d
                node.environment=test
                query.max-memory-per-node=200MB
                """.formatted(port, port));
        Files.writeString(etc.resolve("catalog").resolve("lakehouse.properties"), """
                connector.name=delta_lake
                hive.metastore=file
                hive.metastore.catalog.dir=local:///metastore
                fs.native-local.enabled=true
                local.location=%s
                delta.register-table-procedure.enabled=true
                """.formatted(data));
        Path log = folder.resolve("trino.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(java, "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djdk.attach.allowAttachSelf=true",
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dconfig=" + etc.resolve("config.properties"),
                "-Dcatalog.config-dir=" + etc.resolve("catalog"),
                "-Dplugin.dir=" + onlyDelta(Path.of(archive), folder),
                "-cp",
                Path.of(archive, "lib") + "/*",
                "io.trino.server.TrinoServer");
        TrinoServer server = new TrinoServer(
                builder.directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                port,
                data);
        server.awaitAnswer(log);
        return server;
    }

    /** Loading the other plugins would take most of the time. */
    private static Path onlyDelta(Path archive, Path folder) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Files.createSymbolicLink(
                plugins.resolve("delta-lake"), archive.resolve("plugin").resolve("delta-lake"));
        return plugins;
    }

    TrinoSettings settings() {
        return new TrinoSettings(
                "jdbc:trino://127.0.0.1:" + port + "/lakehouse",
                "lakehouse",
                "test",
                Optional.empty(),
                Optional.empty());
    }

    /** The folder that Trino knows as {@code local:///}. */
    Path data() {
        return data;
    }

    void run(String sql) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "test");
        try (Connection connection = new TrinoDriver().connect(settings().url(), properties);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        process.destroy();
        assertThat(process.onExit()).succeedsWithin(PATIENCE);
    }

    private void awaitAnswer(Path log) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            assertThat(process.isAlive() && System.nanoTime() < end)
                    .as(() -> "Trino did not start: " + tail(log))
                    .isTrue();
            Thread.sleep(500);
        }
    }

    private boolean answers() {
        try {
            run("show schemas");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return Map.of("log", all.subList(Math.max(0, all.size() - 30), all.size()))
                    .toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
