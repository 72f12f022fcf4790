package dev.lakehouse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "generate",
        description = {
            "Makes landing files of made-up data, for a pipeline that comes with the product.",
            "",
            "It writes files to landing/loja, landing/musica or landing/pontos of the lake, and nothing else: 'run loja' makes",
            "tables of them. The first day is 2024-01-01. The shop (loja) has customers (CSV), products (JSON) and orders (CSV).",
            "Of the streaming service (musica) there are songs and listening logs (JSON), of the loyalty programme (pontos) a",
            "full load and change data (Parquet and JSON). Some rows are dirty: silver mends them or quarantines them.",
            "",
            "The same options make the same files, to the byte, so a command that was stopped goes on when it is typed",
            "again. Files that are there with other content are left alone, unless --overwrite is given. Any number of",
            "rows takes the same memory. 'generate loja_postgresql' makes tables in a database instead."
        },
        commandListHeading = "%nWhat to make%n",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate loja                           10,000 orders over 30 days",
            "  lakehouse generate musica --plays 50000 --days 10",
            "  lakehouse generate pontos --transactions 5000",
            "  lakehouse generate musica --help                  tells more of one of them",
            "  lakehouse run loja                                takes them in"
        })
final class GenerateCommand {
    @Mixin
    final VersionOption versionOption = new VersionOption();

    /** The command with those of what it makes. */
    static CommandLine commandLine(Context context) {
        return new CommandLine(new GenerateCommand())
                .addSubcommand("loja", new GenerateLojaCommand(context))
                .addSubcommand("loja_postgresql", new GenerateShopDatabaseCommand(context))
                .addSubcommand("musica", new GenerateMusicaCommand(context))
                .addSubcommand("pontos", new GeneratePontosCommand(context));
    }
}
