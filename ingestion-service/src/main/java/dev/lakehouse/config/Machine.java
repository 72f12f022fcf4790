package dev.lakehouse.config;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.sun.management.OperatingSystemMXBean;

/**
 * What defaults follow from.
 *
 * @param folder the current one
 * @param memory what the machine, or the container around this process, has
 * @param root where the product itself lies, if the launcher said so
 */
record Machine(Path folder, DataSize memory, int processors, Optional<Path> root) {
    private static final DataSize MOST = DataSize.parse("8GB");

    static Machine current() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Path.of("").toAbsolutePath(),
                new DataSize(system.getTotalMemorySize()),
                Runtime.getRuntime().availableProcessors(),
                Optional.ofNullable(System.getProperty("lakehouse.root")).map(Path::of));
    }

    /** A lake beside the user's own files. */
    Path defaultHome() {
        return folder.resolve("lake");
    }

    /** Half of the memory, for the other half holds the JVM and the files that the system caches. */
    DataSize defaultMemory() {
        long half = memory.bytes() / 2;
        return new DataSize(Math.max(Settings.MIN_MEMORY.bytes(), Math.min(MOST.bytes(), half)));
    }

    int defaultThreads() {
        return Math.min(processors, Settings.MAX_THREADS);
    }

    /** The user's own pipelines, or else those that came with the product. */
    Path defaultPipelines() {
        return Files.isDirectory(ownPipelines())
                ? ownPipelines()
                : root.map(it -> it.resolve("pipelines")).orElse(ownPipelines());
    }

    /** Where the user's own pipelines are, or may come to be. */
    Path ownPipelines() {
        return folder.resolve("pipelines");
    }
}
