package dev.lakehouse.cli;

import dev.lakehouse.cli.rows.RowFormat;
import dev.lakehouse.cli.rows.RowPrinter;
import picocli.CommandLine.Option;

/** The form in which rows are shown. */
class RowForm {
    @Option(names = "--csv", description = "Writes CSV; --json writes one JSON object a line.")
    private boolean csv;

    RowFormat format(Context context) {
        if (context.json()) {
            return RowFormat.JSON;
        }
        return csv ? RowFormat.CSV : RowFormat.TABLE;
    }

    RowPrinter printer(Context context) {
        return format(context).printer(context.out());
    }
}
