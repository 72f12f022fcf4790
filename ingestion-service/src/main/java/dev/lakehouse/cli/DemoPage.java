package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.journey.RunReport;

import static java.util.Objects.requireNonNull;

/** What the demo's reader reads; as JSON, nothing of it. */
final class DemoPage {
    private static final int LINE = 100;

    private final Outlet out;
    private final boolean silent;

    DemoPage(Outlet out, boolean silent) {
        this.out = requireNonNull(out, "out is null");
        this.silent = silent;
    }

    void title(String text) {
        if (!silent) {
            out.line();
            out.line(out.styled(Style.BOLD, out.styled(Style.CYAN, out.drawn("▌ ", "# ") + text)));
            out.flush();
        }
    }

    /** A paragraph, broken between words. */
    void say(String text) {
        if (!silent) {
            lines(text).forEach(out::line);
            out.flush();
        }
    }

    void report(RunReport report) {
        if (!silent) {
            new RunReportScreen(out).show(report.results());
            out.line();
            out.flush();
        }
    }

    void table(TextTable table) {
        if (!silent) {
            out.line();
            table.print(out);
            out.line();
        }
    }

    private List<String> lines(String text) {
        int width = Math.min(LINE, out.terminal().width());
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
