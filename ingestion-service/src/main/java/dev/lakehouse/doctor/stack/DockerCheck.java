package dev.lakehouse.doctor.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.machine.DiskCheck;

/** Docker itself: that it is there, answers, is new enough, and has memory and room. */
public final class DockerCheck implements Check {
    private static final int[] OLDEST_ENGINE = {20, 10};
    private static final int[] OLDEST_COMPOSE = {2, 20};
    private static final DataSize LEAST_MEMORY = DataSize.parse("7.5GB");
    private static final DataSize ADVISED_MEMORY = DataSize.parse("15GB");
    private static final DataSize IMAGES = DataSize.parse("20GB");
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    private final Path folder;
    private final Program program;

    /** @param folder of the stack */
    public DockerCheck(Path folder) {
        this.folder = folder;
        this.program = new Program(folder);
    }

    @Override
    public String subject() {
        return "Docker";
    }

    @Override
    public List<Finding> look() {
        Program.Answer engine = program.run("docker", "version", "--format", "{{.Server.Version}}");
        if (engine.notThere()) {
            return List.of(Finding.note(
                    subject(),
                    "There is no Docker here",
                    "only the stack of containers needs it; runs, tables and queries on this machine do not"));
        }
        if (!engine.good()) {
            return List.of(Finding.failed(
                    subject(),
                    "Docker does not answer",
                    engine.reason(),
                    "start it ('sudo systemctl start docker'), or let this user use it ('sudo usermod -aG docker"
                            + " \"$USER\"', then log in again)"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(version("Docker", engine.out().strip(), OLDEST_ENGINE));
        Program.Answer compose = program.run("docker", "compose", "version", "--short");
        findings.add(
                compose.good()
                        ? version("Compose", compose.out().strip(), OLDEST_COMPOSE)
                        : Finding.wrong(
                                "Compose",
                                "Docker has no 'docker compose'",
                                "it is a plugin of its own: " + compose.reason(),
                                "install it, on Debian and Ubuntu: docker-compose-plugin (or docker-compose-v2)"));
        Program.Answer memory = program.run("docker", "info", "--format", "{{.MemTotal}}");
        if (memory.out().strip().matches("\\d+")) {
            findings.add(memory(new DataSize(Long.parseLong(memory.out().strip()))));
        }
        Program.Answer root = program.run("docker", "info", "--format", "{{.DockerRootDir}}");
        Path images = root.good() && !root.out().isBlank() ? Path.of(root.out().strip()) : folder;
        findings.addAll(new DiskCheck("Docker's disk", images, IMAGES, "images, their build and first data").look());
        return findings;
    }

    static Finding version(String program, String version, int... oldest) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return Finding.note(program, program + " " + version, "this version's form is not known");
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        if (major > oldest[0] || (major == oldest[0] && minor >= oldest[1])) {
            return Finding.ok(program, program + " " + version);
        }
        return Finding.wrong(
                program,
                program + " " + version,
                "the stack needs " + oldest[0] + "." + oldest[1] + " or newer",
                "upgrade it");
    }

    static Finding memory(DataSize memory) {
        String what = memory + " for containers";
        String fix = "give Docker more (Docker Desktop: Settings, Resources), or start fewer services";
        if (memory.bytes() < LEAST_MEMORY.bytes()) {
            return Finding.wrong("Docker's memory", what, "the stack needs 8 GB", fix);
        }
        if (memory.bytes() < ADVISED_MEMORY.bytes()) {
            return Finding.note("Docker's memory", what, "that will do; with 16 GB there is room for larger work");
        }
        return Finding.ok("Docker's memory", what);
    }
}
