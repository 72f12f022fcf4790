package dev.lakehouse.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.rows.RowPrinter;
import dev.lakehouse.engine.PointInTime;
import dev.lakehouse.engine.TableReference.At;
import dev.lakehouse.schema.TableName;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows the rows of a table, as it is or as it was.",
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse show gold.analise_produtos",
            "  lakehouse show silver.pedidos --version 0 --limit 5",
            "  lakehouse show silver.pedidos --timestamp \"2024-01-31 12:00:00\"",
            "  lakehouse show silver.clientes --csv > clientes.csv"
        })
final class ShowCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<table>", description = "The table: silver.pedidos; 'lakehouse tables' lists them.")
    private String table;

    @ArgGroup(exclusive = true)
    private Past past = new Past();

    @Mixin
    private final RowOptions rows = new RowOptions();

    ShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        TableName name = new TableFinder(context.tools().lake()).find(table);
        RowPrinter printer = rows.printer(context);
        context.tools().queryLake().rows(name, past.at(), rows.limit(context), printer);
        printer.finish();
        return 0;
    }

    /** The point of the table's history, if one is asked for. */
    private static final class Past {
        @Option(names = "--version", paramLabel = "N", description = "As it was at this version; 'history' lists them.")
        private Long version;

        @Option(
                names = "--timestamp",
                paramLabel = "T",
                description = "As it was at this time, in UTC: 2024-01-31, or \"2024-01-31 12:00:00\".")
        private String timestamp;

        Optional<At> at() {
            if (version != null) {
                return Optional.of(new At.Version(version));
            }
            return Optional.ofNullable(timestamp).map(text -> new At.Timestamp(PointInTime.parse(text)));
        }
    }
}
