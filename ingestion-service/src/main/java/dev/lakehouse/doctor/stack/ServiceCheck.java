package dev.lakehouse.doctor.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.stack.ComposeServices.Container;

/** Each service's health, as its own check in the stack tells it. */
public final class ServiceCheck implements Check {
    private final ComposeServices compose;

    /** @param folder of the stack */
    public ServiceCheck(Path folder) {
        this.compose = new ComposeServices(new Program(folder));
    }

    @Override
    public String subject() {
        return "services";
    }

    @Override
    public List<Finding> look() {
        if (!compose.available()) {
            return List.of(Finding.note(subject(), "They cannot be looked at", "there is no Docker Compose here"));
        }
        List<Container> containers = compose.containers();
        if (containers.isEmpty()) {
            return List.of(
                    Finding.note(subject(), "The stack is not started", "'docker compose up -d --wait' starts it"));
        }
        List<Finding> findings = new ArrayList<>();
        List<String> well = new ArrayList<>();
        for (Container container : containers) {
            Finding finding = judge(container);
            if (finding.why().isEmpty()) {
                well.add(container.service());
            } else {
                findings.add(finding);
            }
        }
        if (!well.isEmpty()) {
            findings.add(0, Finding.ok(subject(), "well: " + String.join(", ", well)));
        }
        return findings;
    }

    static Finding judge(Container container) {
        String service = container.service();
        String logs = "see 'docker compose logs --tail 50 " + service + "'";
        if (container.isDone() || (container.isUp() && List.of("", "healthy").contains(container.health()))) {
            return Finding.ok(service, "well");
        }
        if (container.isUp() && container.health().equals("starting")) {
            return Finding.note(service, "It is starting", "look again in a minute");
        }
        if (container.isUp()) {
            return Finding.failed(
                    service,
                    "It is " + container.health(),
                    "its check fails",
                    logs + "; 'docker compose restart " + service + "' often helps");
        }
        if (container.state().equals("created")) {
            return Finding.failed(
                    service,
                    "It never started",
                    "what it waits for is not healthy",
                    "see to the others first; " + logs);
        }
        return Finding.failed(
                service,
                "It is " + container.state() + (container.exitCode() == 0 ? "" : ", exit code " + container.exitCode()),
                reason(container.exitCode()),
                logs + ", then 'docker compose up -d " + service + "'");
    }

    private static String reason(int exitCode) {
        return switch (exitCode) {
            case 137 -> "it was killed, most likely because its memory ran out";
            case 143 -> "it was told to stop";
            default -> "it does not run";
        };
    }
}
