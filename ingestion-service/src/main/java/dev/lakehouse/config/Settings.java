package dev.lakehouse.config;

import java.nio.file.Path;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Where the lake is and what a run may use. Paths are absolute.
 *
 * @param home the lake's folder
 * @param memory the most that the engine may use, at least {@link #MIN_MEMORY}
 * @param threads how many tasks run at once, 1 to {@link #MAX_THREADS}
 * @param pipelines the folder whose folders are pipelines; it need not be there
 * @param newPipelines the folder that gets new ones: the same, unless those are the ones that came with the product
 */
public record Settings(Path home, DataSize memory, int threads, Path pipelines, Path newPipelines) {
    /** Below this the engine cannot sort or join with any use. */
    public static final DataSize MIN_MEMORY = DataSize.parse("512MB");

    /** Above this, threads only wait for one another. */
    public static final int MAX_THREADS = 256;

    public Settings {
        requireNonNull(home, "home is null");
        requireNonNull(memory, "memory is null");
        requireNonNull(pipelines, "pipelines is null");
        requireNonNull(newPipelines, "newPipelines is null");
        if (memory.bytes() < MIN_MEMORY.bytes() || threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(memory + " or " + threads + " threads is out of bounds");
        }
    }

    /**
     * Reads settings from, the strongest first: {@code options} ({@code home}, {@code memory}, {@code threads}, {@code
     * pipelines}, and {@code config}, which names the file), {@code environment} ({@code LAKEHOUSE_} and the same names in
     * capitals), the config file ({@code ./lakehouse.yml} where none is named), and what suits this machine. A value that
     * is blank in the environment counts as not set. Relative paths start at the current folder, those of the config file
     * at its own.
     *
     * <p>Throws one failure {@code SETTINGS_INVALID} of kind user, with all that is wrong, each with where it was set.
     */
    public static Settings read(Map<String, String> options, Map<String, String> environment) {
        return new SettingsReader(Machine.current()).read(options, environment);
    }
}
