package dev.lakehouse.cli.progress;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.stage.StageResult;

/** One line on what became of a table: {@code silver.pedidos: 1,020 in, 990 written, 30 quarantined, 0.4 s}. */
final class ResultSentence {
    private ResultSentence() {}

    static String of(StageResult result) {
        if (!result.controlKey().done()) {
            return result.table() + ": nothing new";
        }
        List<String> parts = new ArrayList<>();
        parts.add(Amounts.count(result.rowsIn()) + " in");
        add(parts, result.rowsWritten(), "written");
        add(parts, result.rowsUpdated(), "updated");
        add(parts, result.rowsDeleted(), "deleted");
        add(parts, result.rowsSuperseded(), "superseded");
        add(parts, result.rowsQuarantined(), "quarantined");
        parts.add(Amounts.seconds(result.elapsed()));
        return result.table() + ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(Amounts.count(count) + " " + what);
        }
    }
}
