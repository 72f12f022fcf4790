package dev.lakehouse.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** Whether the processor knows what programs of today are compiled for. */
public final class ProcessorCheck implements Check {
    /** What x86-64-v2 adds (x86-64 psABI, "Micro-Architecture Levels"), as Linux names it. */
    private static final Set<String> LEVEL_2 = Set.of("cx16", "lahf_lm", "popcnt", "sse4_1", "sse4_2", "ssse3");

    private final String architecture;
    private final Path information;

    public ProcessorCheck() {
        this(System.getProperty("os.arch"), Path.of("/proc/cpuinfo"));
    }

    ProcessorCheck(String architecture, Path information) {
        this.architecture = architecture;
        this.information = information;
    }

    @Override
    public String subject() {
        return "processor";
    }

    @Override
    public List<Finding> look() {
        String cores = Runtime.getRuntime().availableProcessors() + " cores, " + architecture;
        if (!Set.of("amd64", "x86_64").contains(architecture)) {
            return List.of(Finding.ok(subject(), cores));
        }
        Optional<Set<String>> flags = flags();
        if (flags.isEmpty()) {
            return List.of(Finding.note(subject(), cores, "this system does not say what the processor can do"));
        }
        Set<String> missing = new TreeSet<>(LEVEL_2);
        missing.removeAll(flags.get());
        if (missing.isEmpty()) {
            return List.of(Finding.ok(subject(), cores + " of level x86-64-v2 or higher"));
        }
        return List.of(Finding.wrong(
                subject(),
                cores + ", below x86-64-v2: it lacks " + String.join(", ", missing),
                "libraries in the images and DuckDB may be compiled for that level, and end with 'illegal instruction'",
                "in a virtual machine, pass the host's processor through (CPU type 'host'); else use another machine"));
    }

    private Optional<Set<String>> flags() {
        try {
            return Files.readAllLines(information).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Set.copyOf(Arrays.asList(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
