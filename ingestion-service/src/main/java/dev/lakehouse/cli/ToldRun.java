package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.catalog.CatalogOutcome;
import dev.lakehouse.catalog.RegisterTables;
import dev.lakehouse.cli.progress.RunTalk;
import dev.lakehouse.cli.progress.RunTalk.Loudness;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.RunOptions;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.journey.RunReportJson;
import dev.lakehouse.stage.StageResult;

import static java.util.Objects.requireNonNull;

/** A run with its progress, its report, and what the catalog made of it. */
final class ToldRun {
    private final Context context;
    private final RunReport report;
    private final CatalogOutcome catalog;

    private ToldRun(Context context, RunReport report, CatalogOutcome catalog) {
        this.context = requireNonNull(context, "context is null");
        this.report = requireNonNull(report, "report is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
    }

    /** Runs a pipeline, and shows how far it got where it fails. */
    static ToldRun of(Context context, Pipeline pipeline, RunOptions options) {
        Tools tools = context.tools();
        String again = "'lakehouse run " + pipeline.name() + "' goes on from there.";
        context.onInterrupt("Stopped. Tables are whole, and nothing is lost: " + again);
        RegisterTables registered = tools.registerTables();
        RunTalk talk = new RunTalk(context.err(), context.json() ? Loudness.QUIET : Loudness.ALL);
        try {
            RunReport report = tools.runPipeline().run(pipeline, options, talk);
            return new ToldRun(context, report, registered.after(report.tables()));
        } catch (LakehouseException e) {
            if (!context.json()) {
                talk.current().ifPresent(at -> showStopped(context, talk.finished(), at.toString(), again));
            }
            throw e;
        }
    }

    void show() {
        new RunReportScreen(context.out()).show(report);
        new CatalogScreen(context.out()).show(catalog);
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>(RunReportJson.of(report));
        document.put("catalog", CatalogScreen.json(catalog));
        return document;
    }

    int exitCode() {
        return report.complete() ? CatalogScreen.exitCode(catalog) : FailureKind.DATA.exitCode();
    }

    private static void showStopped(Context context, List<StageResult> finished, String at, String then) {
        if (!finished.isEmpty()) {
            new RunReportScreen(context.out()).show(finished);
        }
        context.out().flush();
        context.err().line(at + " failed; what came before it stays. " + then);
    }
}
