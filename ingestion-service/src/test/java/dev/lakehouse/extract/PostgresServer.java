package dev.lakehouse.extract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of its own at a free port, from the programs that come as a Maven artefact. It refuses to run as root: where
 * tests do, it runs as nobody.
 */
public final class PostgresServer implements AutoCloseable {
    public static final String PASSWORD = "s3cret-of-the-test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final int port;
    private Process process;

    private PostgresServer(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Whether there are programs for this machine. */
    public static boolean available() {
        return PostgresServer.class.getResource(archive()) != null;
    }

    /** Starts one, with an empty database and a user {@code postgres} who logs in with {@link #PASSWORD}. */
    public static PostgresServer start() throws IOException, InterruptedException, SQLException {
        Path folder = Files.createTempDirectory("lakehouse-postgresql");
        PostgresServer server = new PostgresServer(folder, freePort());
        server.unpack();
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (ROOT) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            server.own(password);
            server.own(Files.createDirectory(folder.resolve("data")));
        }
        Process initdb = server.run(
                "initdb",
                List.of(
                        "-D",
                        folder.resolve("data").toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "scram-sha-256",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--no-sync",
                        "--pwfile=" + password));
        if (initdb.waitFor() != 0) {
            throw new IOException("initdb failed");
        }
        server.startProcess();
        return server;
    }

    public String url() {
        return url(port);
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The variables of a connection of that name. */
    public Map<String, String> environment(String name) {
        String prefix = "LAKEHOUSE_CONNECTION_" + name.toUpperCase(java.util.Locale.ROOT);
        return Map.of(prefix + "_URL", url(), prefix + "_USER", "postgres", prefix + "_PASSWORD", PASSWORD);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", PASSWORD);
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As an administrator does: who is connected loses the connection. */
    public void restart() throws IOException, InterruptedException, SQLException {
        stop();
        startProcess();
    }

    /** A fast shutdown. */
    public void stop() throws IOException, InterruptedException {
        run("pg_ctl", List.of("-D", folder.resolve("data").toString(), "-m", "fast", "-w", "stop"))
                .waitFor();
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void startProcess() throws IOException, InterruptedException, SQLException {
        process = run(
                "postgres",
                List.of(
                        "-D",
                        folder.resolve("data").toString(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off",
                        "-c",
                        "max_connections=30",
                        "-c",
                        "shared_buffers=64MB"));
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (Instant.now().isAfter(end) || !process.isAlive()) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private Process run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void own(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", 65534, LinkOption.NOFOLLOW_LINKS);
    }

    private void unpack() throws IOException {
        try (InputStream archive = PostgresServer.class.getResourceAsStream(archive());
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private static String archive() {
        boolean arm = "aarch64".equals(System.getProperty("os.arch"));
        return "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
