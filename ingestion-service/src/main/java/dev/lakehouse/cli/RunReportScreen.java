package dev.lakehouse.cli;

import java.util.List;
import java.util.function.Function;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Cell;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.stage.StageResult;

import static java.util.Objects.requireNonNull;

/** What a run did, table by table, then what is worth reading, then what is wrong. */
final class RunReportScreen {
    private final Outlet out;

    RunReportScreen(Outlet out) {
        this.out = requireNonNull(out, "out is null");
    }

    void show(RunReport report) {
        show(report.results());
        boolean done =
                report.results().stream().anyMatch(result -> result.controlKey().done());
        out.line();
        out.line((done ? "Done in " : "Nothing new; looked in ") + Amounts.seconds(report.elapsed()) + ".");
    }

    /** The table, the notices and the problems. */
    void show(List<StageResult> results) {
        List<RunReportColumn> columns = RunReportColumn.of(results);
        TextTable table = new TextTable(columns.stream()
                .map(column -> new Heading(column.title(), column.number()))
                .toList());
        for (StageResult result : results) {
            table.row(columns.stream().map(column -> cell(column, result)).toList());
        }
        out.line();
        table.print(out);
        sentences(results, StageResult::notices, out.styled(Style.CYAN, "note"));
        sentences(results, StageResult::problems, out.styled(Style.RED, "problem"));
    }

    private static Cell cell(RunReportColumn column, StageResult result) {
        String text = column.text().apply(result);
        boolean nothing = text.equals("0") || !result.controlKey().done();
        return nothing ? Cell.of(text, Style.DIM) : Cell.of(text);
    }

    private void sentences(List<StageResult> results, Function<StageResult, List<String>> kind, String label) {
        if (results.stream().anyMatch(result -> !kind.apply(result).isEmpty())) {
            out.line();
        }
        for (StageResult result : results) {
            kind.apply(result).forEach(sentence -> out.line(label + " " + result.table() + ": " + sentence));
        }
    }
}
