package dev.lakehouse.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.yaml.YamlFile;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Problems;

/** Gathers each setting from the strongest place that has it. */
final class SettingsReader {
    /** The keys of the config file; also, with {@code config}, the names of the options. */
    static final List<String> KEYS = List.of("home", "memory", "threads", "pipelines");

    private static final String FILE_NAME = "lakehouse.yml";

    private final Machine machine;
    private final Problems problems = new Problems();
    private final Map<String, Setting> settings = new HashMap<>();

    SettingsReader(Machine machine) {
        this.machine = machine;
    }

    Settings read(Map<String, String> options, Map<String, String> environment) {
        // The weakest first: what comes later takes its place.
        configFile(strongest("config", options, environment))
                .flatMap(file -> YamlFile.read(file, problems))
                .ifPresent(this::readFile);
        KEYS.forEach(key -> strongest(key, options, environment).ifPresent(setting -> settings.put(key, setting)));

        Path home = setting("home").flatMap(it -> it.folder(problems)).orElse(machine.defaultHome());
        DataSize memory = setting("memory").flatMap(it -> it.memory(problems)).orElse(machine.defaultMemory());
        int threads = setting("threads").flatMap(it -> it.threads(problems)).orElse(machine.defaultThreads());
        Optional<Path> pipelines = setting("pipelines").flatMap(it -> it.existingFolder(problems));
        problems.throwIfAny("SETTINGS_INVALID", "The configuration");
        return new Settings(
                absolute(home),
                memory,
                threads,
                absolute(pipelines.orElse(machine.defaultPipelines())),
                absolute(pipelines.orElse(machine.ownPipelines())));
    }

    private Optional<Path> configFile(Optional<Setting> named) {
        return named.isPresent()
                ? named.get().existingFile(problems)
                : Optional.of(machine.folder().resolve(FILE_NAME)).filter(Files::exists);
    }

    private Optional<Setting> strongest(String key, Map<String, String> options, Map<String, String> environment) {
        String variable = "LAKEHOUSE_" + key.toUpperCase(Locale.ROOT);
        String option = options.get(key);
        if (option != null) {
            return Optional.of(new Setting("--" + key + "=" + option, 0, option, machine.folder()));
        }
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> new Setting(variable + "=" + value, 0, value, machine.folder()));
    }

    private void readFile(YamlSection file) {
        file.allow(KEYS);
        Path folder = absolute(file.self().path()).getParent();
        for (String key : KEYS) {
            file.find(key)
                    .flatMap(value -> value.scalar().map(text -> setting(value, text, folder)))
                    .ifPresent(setting -> settings.put(key, setting));
        }
    }

    private static Setting setting(YamlValue value, String text, Path folder) {
        return new Setting(value.path().toString(), value.line(), text, folder);
    }

    private Optional<Setting> setting(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    private Path absolute(Path path) {
        return machine.folder().resolve(path).normalize();
    }
}
