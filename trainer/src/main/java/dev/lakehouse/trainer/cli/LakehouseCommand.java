package dev.lakehouse.trainer.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands before the name of a command. */
@Command(name = "lakehouse", description = "Learns from gold tables, and predicts.")
final class LakehouseCommand implements Callable<Integer> {
    @Mixin
    final TrainerOptions options;

    @Spec
    private CommandSpec spec;

    LakehouseCommand(TrainerOptions options) {
        this.options = options;
    }

    /** Without a command, says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
