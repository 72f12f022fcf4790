package dev.lakehouse.cli;

import java.util.Locale;
import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "completion",
        description = "Writes a script that lets the shell complete commands and options.",
        footerHeading = "%nExamples%n",
        footer = {
            "  source <(lakehouse completion bash)                       this bash",
            "  lakehouse completion bash >> ~/.bashrc                    every bash",
            "  lakehouse completion zsh >> ~/.zshrc                      every zsh",
            "",
            "Where the program is called ./lakehouse, completion works for it all the same."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Context context;

    /** The shells whose completion there is. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "<shell>",
            defaultValue = "bash",
            description = "${COMPLETION-CANDIDATES}; else ${DEFAULT-VALUE}.")
    Shell shell;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    CompletionCommand(Context context) {
        this.context = context;
    }

    /** One script serves both: in zsh it switches bash's completion on. */
    @Override
    public Integer call() {
        context.out()
                .print(AutoComplete.bash("lakehouse", Cli.commands(Commands.names(), new GlobalOptions(), context)));
        return 0;
    }
}
