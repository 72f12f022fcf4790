package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.table.CommitEntry;

import static java.util.Objects.requireNonNull;

/** The history of a table, its metrics in words. */
final class HistoryScreen {
    /** What Delta's metrics mean, the ones worth reading first. */
    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put("numSourceRows", "in");
        WORDS.put("numOutputRows", "rows");
        WORDS.put("numTargetRowsInserted", "inserted");
        WORDS.put("numTargetRowsUpdated", "updated");
        WORDS.put("numTargetRowsDeleted", "deleted");
        WORDS.put("numRowsSuperseded", "superseded");
        WORDS.put("numRowsUnchanged", "unchanged");
        WORDS.put("numRowsQuarantined", "quarantined");
        WORDS.put("numRowsDropped", "dropped");
    }

    private final Outlet out;

    HistoryScreen(Outlet out) {
        this.out = requireNonNull(out, "out is null");
    }

    void show(List<CommitEntry> history) {
        TextTable table = new TextTable(
                Heading.number("version"),
                Heading.text("time (UTC)"),
                Heading.text("operation"),
                Heading.text("what changed"),
                Heading.number("batch"));
        for (CommitEntry entry : history) {
            table.row(
                    Long.toString(entry.version()),
                    Amounts.time(entry.committed()),
                    entry.operation(),
                    sentence(entry.metrics()),
                    entry.parameters().getOrDefault("batch", ""));
        }
        table.print(out);
    }

    /** Zeros say nothing; where all are zero, that says it. */
    static String sentence(Map<String, Long> metrics) {
        List<String> parts = new ArrayList<>();
        WORDS.forEach((metric, word) -> {
            long number = metrics.getOrDefault(metric, 0L);
            if (number != 0) {
                parts.add(Amounts.count(number) + " " + word);
            }
        });
        boolean counted = WORDS.keySet().stream().anyMatch(metrics::containsKey);
        return parts.isEmpty() && counted ? "no rows" : String.join(", ", parts);
    }
}
