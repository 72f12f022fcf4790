package dev.lakehouse.trainer.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; what is not said here, settings say, as for all other commands of the lakehouse. */
final class TrainerOptions {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 96,
            description = "Shows this help.")
    boolean help;

    Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    boolean json() {
        return json;
    }

    @Option(
            names = "--home",
            paramLabel = "PLACE",
            scope = ScopeType.INHERIT,
            order = 90,
            description = "The lake's folder, or s3://... Else LAKEHOUSE_HOME, the config file, lake.")
    void home(String place) {
        settings.put("home", place);
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
