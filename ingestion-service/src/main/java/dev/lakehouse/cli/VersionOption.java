package dev.lakehouse.cli;

import picocli.CommandLine.Option;

/** Apart from the other options, because {@code show --version} means a table's. */
final class VersionOption {
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            order = 97,
            description = "Shows the version.")
    boolean version;

    VersionOption() {}
}
