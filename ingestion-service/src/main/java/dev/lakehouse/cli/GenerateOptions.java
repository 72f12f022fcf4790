package dev.lakehouse.cli;

import picocli.CommandLine.Option;

/** The options of whatever is generated. */
final class GenerateOptions {
    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "30",
            description = "Over how many days. Else ${DEFAULT-VALUE}.")
    int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another number makes other data. Else ${DEFAULT-VALUE}.")
    long seed;

    @Option(
            names = "--dirty",
            paramLabel = "P",
            defaultValue = "2",
            description = "How many rows in a hundred are dirty. Else ${DEFAULT-VALUE}.")
    double dirty;

    @Option(
            names = "--overwrite",
            description = "Replaces files that are there with other content. Tables keep what was taken in from them.")
    boolean overwrite;
}
