package dev.lakehouse.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands before the name of a command. */
@Command(
        name = "lakehouse",
        customSynopsis = "lakehouse [options] <command> [arguments]",
        description = {
            "Carries files from landing through bronze, silver and gold Delta tables.",
            "Never used it? Start with: lakehouse demo"
        },
        commandListHeading = "%nCommands%n",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse demo                        shows all of it with made-up data, in a minute",
            "  lakehouse new shop --from orders.csv  writes a first pipeline for your own files",
            "  lakehouse run shop                    takes in what has landed",
            "  lakehouse train <model>               learns from gold; so do 'models' and 'predict', in ./lakehouse alone",
            "  lakehouse <command> --help            tells more, with examples"
        })
final class LakehouseCommand implements Callable<Integer> {
    @Mixin
    final GlobalOptions options;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    @Spec
    private CommandSpec spec;

    LakehouseCommand(GlobalOptions options) {
        this.options = options;
    }

    /** Without a command, says which there are. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return CommandLine.ExitCode.OK;
    }
}
