package dev.lakehouse.cli;

import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;

import static java.util.Objects.requireNonNull;

/** Shows a failure: what happened, why, and what to do, a line each; or as one JSON object. */
final class FailureScreen {
    private final Outlet err;
    private final boolean json;

    FailureScreen(Outlet err, boolean json) {
        this.err = requireNonNull(err, "err is null");
        this.json = json;
    }

    /** Shows it, and returns the exit code. */
    int show(LakehouseException failure) {
        if (json) {
            JsonDocument.print(FailureJson.of(failure), err);
        } else {
            err.line(err.styled(Style.RED, "error:") + " " + indented(failure.what(), "       "));
            labelled("  ", "why", failure.why());
            labelled("  ", "fix", failure.fix());
            failure.problems().forEach(this::show);
        }
        err.flush();
        return failure.kind().exitCode();
    }

    private void show(Problem problem) {
        String place = problem.source() + (problem.line() > 0 ? ":" + problem.line() : "");
        err.line();
        err.line("  " + err.styled(Style.BOLD, place) + ": " + indented(problem.what(), "    "));
        labelled("    ", "why", problem.why());
        labelled("    ", "fix", problem.fix());
    }

    private void labelled(String indent, String label, String text) {
        err.line(indent + err.styled(Style.DIM, label + ":") + " "
                + indented(text, indent + " ".repeat(label.length() + 2)));
    }

    /** A text of several lines, such as a query with a mark below the wrong word, stays in its column. */
    private static String indented(String text, String indent) {
        return text.strip().replace("\n", "\n" + indent);
    }
}
