package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.lakehouse.catalog.CatalogChange;
import dev.lakehouse.catalog.CatalogOutcome;
import dev.lakehouse.catalog.CatalogReport;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

import static java.util.Objects.requireNonNull;

/** How the catalog stands, for people and for machines. */
final class CatalogScreen {
    private final Outlet out;

    CatalogScreen(Outlet out) {
        this.out = requireNonNull(out, "out is null");
    }

    void show(CatalogReport report) {
        if (!report.changes().isEmpty()) {
            TextTable table = new TextTable(Heading.text("what"), Heading.text("of"), Heading.text("at"));
            report.changes().forEach(change -> table.row(label(change), change.subject(), change.location()));
            table.print(out);
            out.line();
        }
        report.drift().forEach(sentence -> out.line(out.styled(Style.YELLOW, "drift:") + " " + sentence));
        out.line(summary(report));
    }

    /** What became of the catalog after a run, in a line; nothing where there is none. */
    void show(CatalogOutcome outcome) {
        if (!outcome.registered().isEmpty()) {
            out.line("Registered in the catalog: " + String.join(", ", outcome.registered()) + ".");
        }
        outcome.failure().ifPresent(failure -> {
            out.line(out.styled(Style.RED, "catalog:") + " " + failure.what());
            out.line("  why: " + failure.why());
            out.line("  fix: " + failure.fix());
            out.line("The tables are right, and the next 'lakehouse catalog sync' registers them.");
        });
    }

    static int exitCode(CatalogReport report) {
        return report.drift().isEmpty() ? 0 : FailureKind.DATA.exitCode();
    }

    static int exitCode(CatalogOutcome outcome) {
        return outcome.failure()
                .map(LakehouseException::kind)
                .map(FailureKind::exitCode)
                .orElse(0);
    }

    static Map<String, Object> json(CatalogOutcome outcome) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("state", outcome.state().name().toLowerCase(Locale.ROOT));
        object.put("registered", outcome.registered());
        object.put("error", outcome.failure().map(FailureJson::of));
        return object;
    }

    private static String summary(CatalogReport report) {
        int count = report.changes().size();
        String tables = report.tables() + (report.tables() == 1 ? " table" : " tables");
        if (count == 0) {
            return report.drift().isEmpty()
                    ? "Nothing to change: the catalog " + report.catalog() + " has the lake's " + tables + "."
                    : "Nothing was changed; what differs is above.";
        }
        String changes = count + (count == 1 ? " change" : " changes");
        return report.applied()
                ? changes + " made in the catalog " + report.catalog() + "; the lake has " + tables + "."
                : changes + " to make; nothing was changed. 'lakehouse catalog sync' makes them.";
    }

    private static String label(CatalogChange change) {
        return change.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
