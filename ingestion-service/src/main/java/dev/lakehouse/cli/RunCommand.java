package dev.lakehouse.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.journey.RunOptions;
import dev.lakehouse.schema.Layer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description = {
            "Takes in what has landed, and brings silver and gold up to date.",
            "A run that was cut off is gone on with. With nothing new, it says so and changes nothing."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse run loja                            all of it",
            "  lakehouse run loja --stage silver             one stage",
            "  lakehouse run loja --table silver.pedidos     one table",
            "  lakehouse run loja --table silver.pedidos --full-refresh",
            "                                                after its rules were edited",
            "  lakehouse run loja --json | jq .results       for scripts",
            "",
            "It ends with 0, with 3 where data were not taken in (the report says which), or as all failures do: 2 for",
            "a wrong request, 3 wrong data, 4 another writer was faster, 5 disk or network, 1 a fault of this program.",
            "Control keys: bronze 246 done, 135 nothing new; silver 468, 357; gold 680, 579."
        })
final class RunCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<pipeline>", description = "The pipeline's name, which is that of its folder.")
    private String pipeline;

    @Option(names = "--stage", paramLabel = "LAYER", description = "Only this stage: bronze, silver or gold.")
    private Optional<Layer> stage = Optional.empty();

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table: pedidos, or silver.pedidos.")
    private Optional<String> table = Optional.empty();

    @Option(
            names = "--full-refresh",
            description =
                    "Make silver and gold tables anew from all that is in the layer before, as after an edit of their"
                            + " columns or rules. What they were stays in their history.")
    private boolean fullRefresh;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    RunCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (stage.filter(layer -> !layer.isStage()).isPresent()) {
            throw WrongArguments.meaningless(
                    "'" + stage.get().label() + "' is no stage",
                    "no pipeline writes to it",
                    "write bronze, silver or gold");
        }
        Tools tools = context.tools();
        tools.expectRun();
        Pipeline wanted = new PipelineReader().find(tools.pipelines(), pipeline);
        if (!context.json()) {
            wanted.warnings().forEach(warning -> context.err().line("warning: " + warning));
        }
        ToldRun run = ToldRun.of(context, wanted, new RunOptions(stage, table, fullRefresh));
        if (context.json()) {
            JsonDocument.print(run.json(), context.out());
        } else {
            run.show();
        }
        return run.exitCode();
    }
}
