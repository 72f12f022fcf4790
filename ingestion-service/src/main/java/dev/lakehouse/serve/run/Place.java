package dev.lakehouse.serve.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.serve.json.Json;

/**
 * Where a process of the service runs, by which another one at the same place tells at once that it is gone.
 *
 * @param host the machine's or the container's name, with the boot of its system where Linux tells it
 */
record Place(String host, long pid, Instant started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** A clock that is set changes what the system says of a process's start. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(1);

    static Place current() {
        ProcessHandle process = ProcessHandle.current();
        return new Place(
                hostName() + "/" + boot(), process.pid(), start(process).orElse(Instant.EPOCH));
    }

    static Place of(JsonNode json) {
        return new Place(
                json.path("host").asText(),
                json.path("pid").asLong(),
                Instant.parse(json.path("started").asText()));
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("host", host);
        json.put("pid", pid);
        json.put("started", started.toString());
        return json;
    }

    /** Whether the process that was there is gone for sure; of another host nobody knows. */
    boolean isSurelyDeserted(String currentHost) {
        return host.equals(currentHost)
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(Place::start)
                        .filter(start -> Duration.between(start, started).abs().compareTo(CLOCK_STEP) <= 0)
                        .isEmpty();
    }

    private static Optional<Instant> start(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
