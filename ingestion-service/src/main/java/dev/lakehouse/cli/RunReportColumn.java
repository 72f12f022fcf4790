package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.stage.StageResult;
import dev.lakehouse.table.TableSnapshot;

/** A column of the table that tells what a run did. */
record RunReportColumn(String title, boolean number, Function<StageResult, String> text) {
    private static final double MILLIS = 1_000;

    /** All, but for counts that are rare and zero in every row; so they fit 120 columns. */
    static List<RunReportColumn> of(List<StageResult> results) {
        List<RunReportColumn> columns = new ArrayList<>();
        columns.add(new RunReportColumn("table", false, result -> result.table().toString()));
        columns.add(count("in", StageResult::rowsIn));
        columns.add(count("written", StageResult::rowsWritten));
        columns.add(count("updated", StageResult::rowsUpdated));
        addIfAny(columns, "deleted", StageResult::rowsDeleted, results);
        addIfAny(columns, "superseded", StageResult::rowsSuperseded, results);
        columns.add(count("quarantined", StageResult::rowsQuarantined));
        columns.add(count("files", StageResult::files));
        columns.add(new RunReportColumn("bytes", true, result -> Amounts.bytes(result.bytes())));
        columns.add(new RunReportColumn("seconds", true, RunReportColumn::seconds));
        columns.add(new RunReportColumn("version", true, RunReportColumn::version));
        columns.add(count("key", result -> result.controlKey().number()));
        return columns;
    }

    private static void addIfAny(
            List<RunReportColumn> columns,
            String title,
            ToLongFunction<StageResult> number,
            List<StageResult> results) {
        if (results.stream().anyMatch(result -> number.applyAsLong(result) != 0)) {
            columns.add(count(title, number));
        }
    }

    private static RunReportColumn count(String title, ToLongFunction<StageResult> number) {
        return new RunReportColumn(title, true, result -> Amounts.count(number.applyAsLong(result)));
    }

    private static String seconds(StageResult result) {
        return String.format(Locale.ROOT, "%.1f", result.elapsed().toMillis() / MILLIS);
    }

    private static String version(StageResult result) {
        return result.version() == TableSnapshot.NO_VERSION ? "-" : Long.toString(result.version());
    }
}
