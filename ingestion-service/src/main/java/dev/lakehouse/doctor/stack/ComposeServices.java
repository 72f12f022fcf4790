package dev.lakehouse.doctor.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** What Compose says of the stack in a folder. Its answers hold secrets: of them only names and states are kept. */
final class ComposeServices {
    private static final JsonMapper JSON = new JsonMapper();

    private final Program program;

    ComposeServices(Program program) {
        this.program = program;
    }

    /**
     * A container as it is now.
     *
     * @param state as Docker calls it: "running", "exited", "restarting"
     * @param health what its own check says: "healthy", "unhealthy" or "starting"; empty where it has none
     * @param ports those of this machine that it answers at
     */
    record Container(String service, String state, String health, int exitCode, Set<Integer> ports) {
        boolean isUp() {
            return state.equals("running");
        }

        /** A container that did what it was to do once. */
        boolean isDone() {
            return state.equals("exited") && exitCode == 0;
        }
    }

    /** Whether there is Docker with Compose at all. */
    boolean available() {
        return program.run("docker", "compose", "version").good();
    }

    /** The containers that there are, running or not. */
    List<Container> containers() {
        Program.Answer answer = program.run("docker", "compose", "ps", "--all", "--format", "json");
        if (!answer.good()) {
            throw failure(answer);
        }
        List<Container> containers = new ArrayList<>();
        // Compose writes an object a line; before 2.21 one array.
        for (String line : Program.lines(answer)) {
            JsonNode parsed = parse(line);
            (parsed.isArray() ? parsed : List.of(parsed)).forEach(node -> containers.add(container(node)));
        }
        return containers;
    }

    /** The image of each service, as the settings name them now. */
    Map<String, String> images() {
        Program.Answer answer = program.run("docker", "compose", "config", "--format", "json");
        if (!answer.good()) {
            throw failure(answer);
        }
        Map<String, String> images = new TreeMap<>();
        parse(answer.out())
                .path("services")
                .properties()
                .forEach(service -> images.put(
                        service.getKey(), service.getValue().path("image").asText()));
        return images;
    }

    /** Whether an image is on this machine. */
    boolean isThere(String image) {
        return program.run("docker", "image", "inspect", "--format", "{{.Id}}", image)
                .good();
    }

    private static Container container(JsonNode node) {
        Set<Integer> ports = new TreeSet<>();
        node.path("Publishers")
                .forEach(publisher -> ports.add(publisher.path("PublishedPort").asInt()));
        return new Container(
                node.path("Service").asText(),
                node.path("State").asText(),
                node.path("Health").asText(),
                node.path("ExitCode").asInt(),
                ports);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "COMPOSE_UNKNOWN",
                    "The answer of Docker Compose is not understood",
                    "it is no JSON",
                    "upgrade Docker Compose to 2.20 or newer");
        }
    }

    private static LakehouseException failure(Program.Answer answer) {
        return new LakehouseException(
                FailureKind.USER,
                "COMPOSE_REFUSES",
                "Docker Compose cannot read the stack",
                answer.reason(),
                "put that right; without .env, type ./lakehouse init first");
    }
}
