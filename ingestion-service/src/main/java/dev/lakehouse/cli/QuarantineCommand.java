package dev.lakehouse.cli;

import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.rows.RowFormat;
import dev.lakehouse.cli.rows.RowPrinter;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "quarantine",
        description = {
            "Shows what a table refused, and why: how many rows by rule, then the rows.",
            "They are in a table of their own, <layer>.<table>_quarantine, which 'sql' and 'show' read too."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse quarantine silver.pedidos",
            "  lakehouse quarantine pedidos --limit 0 --csv > refused.csv",
            "  lakehouse sql \"select _rule, count(*) from silver.pedidos_quarantine group by all\""
        })
final class QuarantineCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<table>", description = "The table that refused the rows: silver.pedidos, or pedidos.")
    private String table;

    @Mixin
    private final RowOptions rows = new RowOptions();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    QuarantineCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        TableName wanted = new TableFinder(context.tools().lake()).findQuarantine(table);
        boolean exists = context.tools().lake().tables().contains(wanted);
        if (rows.format(context) == RowFormat.TABLE) {
            show(wanted, exists);
        } else if (exists) {
            print(wanted, context.tools().queryLake());
        }
        return 0;
    }

    private void show(TableName wanted, boolean exists) {
        if (!exists) {
            context.out().line("Nothing is in quarantine: " + wanted + " has not been needed yet.");
            return;
        }
        QueryLake lake = context.tools().queryLake();
        new QuarantineScreen(context.out(), lake, RowFormat.TABLE).show(wanted, rows.limit(context));
    }

    private void print(TableName wanted, QueryLake lake) {
        RowPrinter printer = rows.printer(context);
        lake.rows(wanted, Optional.empty(), rows.limit(context), printer);
        printer.finish();
    }
}
