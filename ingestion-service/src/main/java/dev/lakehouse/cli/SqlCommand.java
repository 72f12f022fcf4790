package dev.lakehouse.cli;

import java.util.concurrent.Callable;

import dev.lakehouse.cli.rows.RowPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        description = {
            "Answers a query over the lake's tables, in DuckDB's SQL.",
            "A table is named <layer>.<table>; behind the name, 'at (version => N)' or",
            "'at (timestamp => timestamp ...)', in UTC, asks for it as it was."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse sql \"select status, count(*) from silver.pedidos group by all\"",
            "  lakehouse sql \"select * from silver.pedidos at (version => 3)\"",
            "  lakehouse sql \"select * from silver.pedidos at (timestamp => timestamp '2024-01-31 12:00:00')\"",
            "  lakehouse sql --csv \"from gold.analise_produtos\" > produtos.csv"
        })
final class SqlCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<query>", description = "One SELECT, in quotes.")
    private String query;

    @Mixin
    private final RowForm rows = new RowForm();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    SqlCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (query.isBlank()) {
            throw WrongArguments.meaningless(
                    "The query is empty",
                    "there is nothing to answer",
                    "write a SELECT, such as \"from silver.pedidos\"");
        }
        RowPrinter printer = rows.printer(context);
        context.tools().queryLake().sql(query, printer);
        printer.finish();
        return 0;
    }
}
