package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command, understood before and behind its name; what is not said here, settings say. */
public final class GlobalOptions {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 96,
            description = "Shows this help.")
    boolean help;

    GlobalOptions() {}

    /** What {@link dev.lakehouse.config.Settings#read} takes as options. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Whether answers, and failures, are to be JSON. */
    public boolean json() {
        return json;
    }

    void setting(String name, String value) {
        settings.put(name, value);
    }

    @Option(
            names = "--home",
            paramLabel = "PLACE",
            scope = ScopeType.INHERIT,
            order = 90,
            description = "The lake's folder, or s3://... Else LAKEHOUSE_HOME, the config file, lake.")
    void home(String folder) {
        settings.put("home", folder);
    }

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            scope = ScopeType.INHERIT,
            order = 91,
            description = "The most memory: 4GB. Else LAKEHOUSE_MEMORY, the config file, half of the RAM.")
    void memory(String size) {
        settings.put("memory", size);
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            scope = ScopeType.INHERIT,
            order = 92,
            description = "How many cores. Else LAKEHOUSE_THREADS, the config file, all.")
    void threads(String number) {
        settings.put("threads", number);
    }

    @Option(
            names = "--pipelines",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            order = 93,
            description = "Else LAKEHOUSE_PIPELINES, the config file, the folder pipelines.")
    void pipelines(String folder) {
        settings.put("pipelines", folder);
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 94,
            description = "Else LAKEHOUSE_CONFIG, lakehouse.yml if there is one.")
    void config(String file) {
        settings.put("config", file);
    }

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 95,
            description = "Writes JSON for machines, also of failures.")
    void json(boolean wanted) {
        json = wanted;
    }
}
