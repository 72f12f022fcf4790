package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.failure.LakehouseException;

/** Whether each port that the stack publishes is free, or taken by the stack itself. */
public final class PortCheck implements Check {
    private static final int MOST = 65_535;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Map<String, Integer> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("MINIO_PORT", 9000);
        DEFAULTS.put("MINIO_CONSOLE_PORT", 9001);
        DEFAULTS.put("POSTGRESQL_PORT", 5432);
        DEFAULTS.put("METASTORE_PORT", 9083);
        DEFAULTS.put("TRINO_PORT", 8081);
        DEFAULTS.put("AIRFLOW_PORT", 8080);
        DEFAULTS.put("SERVICE_PORT", 8090);
        DEFAULTS.put("JUPYTER_PORT", 8888);
    }

    private final EnvFile env;
    private final ComposeServices compose;

    /** @param folder of the stack */
    public PortCheck(Path folder, EnvFile env) {
        this.env = env;
        this.compose = new ComposeServices(new Program(folder));
    }

    /** The port that a variable names, or the one that it names by default. */
    public static int port(EnvFile env, String variable) {
        return env.value(variable)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(DEFAULTS.get(variable));
    }

    @Override
    public String subject() {
        return "ports";
    }

    @Override
    public List<Finding> look() {
        Set<Integer> ours = ours();
        List<Finding> findings = new ArrayList<>();
        Map<Integer, String> seen = new LinkedHashMap<>();
        List<String> free = new ArrayList<>();
        for (String variable : DEFAULTS.keySet()) {
            int port = port(env, variable);
            String other = seen.putIfAbsent(port, variable);
            if (other != null) {
                findings.add(Finding.wrong(
                        "port " + port,
                        variable + " and " + other + " are the same",
                        "one port belongs to one service",
                        "set " + variable + " in .env to another port"));
            } else if (ours.contains(port)) {
                free.add(port + " (ours)");
            } else if (isFree(port)) {
                free.add(Integer.toString(port));
            } else {
                findings.add(taken(variable, port));
            }
        }
        if (!free.isEmpty()) {
            findings.add(0, Finding.ok(subject(), "free or ours: " + String.join(", ", free)));
        }
        return findings;
    }

    private Finding taken(String variable, int port) {
        String other = freePortAbove(port).map(it -> variable + "=" + it).orElse(variable + " to a free port");
        return Finding.wrong(
                "port " + port,
                "It is taken by another program",
                "the stack cannot publish a service there",
                "set " + other + " in .env, or end that program ('ss -ltnp' shows it)");
    }

    /** None where Compose cannot say; the look at the services tells why. */
    private Set<Integer> ours() {
        try {
            return env.exists() && compose.available()
                    ? compose.containers().stream()
                            .flatMap(container -> container.ports().stream())
                            .collect(Collectors.toSet())
                    : Set.of();
        } catch (LakehouseException e) {
            return Set.of();
        }
    }

    private Optional<Integer> freePortAbove(int port) {
        for (int other = port + 1_000; other <= MOST && other < port + 1_020; other++) {
            if (isFree(other)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /** Who binds to all addresses is in the way of one, and the other way round. */
    private boolean isFree(int port) {
        boolean local = env.value("BIND_ADDRESS").map(LOOPBACK::equals).orElse(true);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(
                    local
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
