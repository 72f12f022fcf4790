package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.catalog.CatalogReport;
import dev.lakehouse.catalog.SyncCatalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "catalog",
        description = {
            "Makes the catalog that Trino reads say what the lake holds.",
            "Finds every Delta table, registers those that are missing, takes out those that are gone, and reports what",
            "differs otherwise. Files are never touched."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse catalog sync --plan    says what it would do, and changes nothing",
            "  lakehouse catalog sync           does it",
            "  lakehouse catalog sync --json | jq .drift",
            "",
            "LAKEHOUSE_TRINO_URL, _USER, _PASSWORD and _CERTIFICATE say which Trino. It ends with 3 where something differs that",
            "only a person can decide."
        })
final class CatalogCommand implements Callable<Integer> {
    private final Context context;

    /** What can be done with it. */
    enum Action {
        SYNC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "<what>", description = "What to do: ${COMPLETION-CANDIDATES}.")
    Action action;

    @Option(names = "--plan", description = "Say what would be done, and change nothing.")
    private boolean plan;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    CatalogCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<SyncCatalog> sync = context.tools().syncCatalog();
        if (sync.isEmpty()) {
            return withoutCatalog();
        }
        CatalogReport report = plan ? sync.get().plan() : sync.get().apply();
        CatalogScreen screen = new CatalogScreen(context.out());
        if (context.json()) {
            JsonDocument.print(report.fields(), context.out());
        } else {
            screen.show(report);
        }
        return CatalogScreen.exitCode(report);
    }

    /** That is a state that many lakes are in, and no failure. */
    private int withoutCatalog() {
        if (context.json()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("catalog", null);
            object.put("applied", false);
            object.put("changes", List.of());
            object.put("drift", List.of());
            JsonDocument.print(object, context.out());
        } else {
            context.out()
                    .line("There is no catalog: LAKEHOUSE_TRINO_URL is not set, so nothing is registered anywhere.");
            context.out().line("Commands find the lake's tables without one; 'lakehouse tables' lists them.");
        }
        return 0;
    }
}
