package dev.lakehouse.cli;

import java.util.concurrent.Callable;

import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.pontos.PontosGenerator;
import dev.lakehouse.generate.pontos.PontosParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "pontos",
        description = {
            "Makes a full load and change data of a loyalty programme for the pipeline pontos.",
            "",
            "Clients, products, transactions and their products land in landing/pontos: on the first day a full load in Parquet,",
            "on each later day what was done to rows since, in Parquet and JSON by turns, with OP (I, U or D) and the time of",
            "the change. Changes come late and out of order, also behind the delete of their row. Dirty rows are of no known OP,",
            "lack their points, stand there twice, or say their OP in small letters."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate pontos                                        5,000 transactions over 30 days",
            "  lakehouse generate pontos --transactions 1000000 --days 365",
            "  lakehouse generate pontos --transactions 300 --days 4 --home /tmp/lake",
            "  lakehouse run pontos --home /tmp/lake                            takes them in"
        })
final class GeneratePontosCommand implements Callable<Integer> {
    /** Its products, clients and changes come on top, about so many. */
    private static final double ROWS_PER_TRANSACTION = 3.3;

    private final Context context;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            defaultValue = "5000",
            description = "How many transactions in all. Else ${DEFAULT-VALUE}.")
    private long transactions;

    @Mixin
    final GenerateOptions options = new GenerateOptions();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    GeneratePontosCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PontosGenerator generator =
                new PontosGenerator(new PontosParameters(transactions, options.days, options.seed, options.dirty));
        Generation generation = new Generation("pontos", context);
        Made made = generation.run(
                transactions * ROWS_PER_TRANSACTION,
                (landing, rows) -> generator.generate(landing, options.overwrite, rows));
        new MadeScreen(generation, context).show(made, generator.date(1), generator.date(options.days));
        return 0;
    }
}
