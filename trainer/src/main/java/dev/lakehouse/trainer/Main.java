package dev.lakehouse.trainer;

import dev.lakehouse.trainer.cli.TrainerCli;

/** Runs one of the commands {@code train}, {@code models} and {@code predict}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new TrainerCli(System.getenv()).run(arguments));
    }
}
