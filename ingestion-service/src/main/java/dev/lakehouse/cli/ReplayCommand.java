package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.journey.ReplayQuarantine;
import dev.lakehouse.journey.ReplayQuarantine.Replay;
import dev.lakehouse.schema.TableName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Tries again what is in a quarantine, as after a rule, a type or a source's options were mended.",
            "",
            "Of a silver table's quarantine, the table is made anew from bronze: rows that pass now are in it, where they",
            "belong by key and sequence; those that do not are in quarantine again. Of bronze's, the batches are read again",
            "that have lines in it, as 'reprocess' does. Then the pipeline runs, so that gold follows. It can be repeated."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse quarantine silver.pedidos           what is in it, and why",
            "  lakehouse replay silver.pedidos --dry-run     how much, and what would be done",
            "  lakehouse replay silver.pedidos",
            "  lakehouse replay bronze.pedidos_quarantine"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<table>", description = "The quarantine, or its table: silver.pedidos, or pedidos.")
    private String table;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    ReplayCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tools tools = context.tools();
        TableName quarantine = new TableFinder(tools.lake()).findQuarantine(table);
        ReplayQuarantine replays = new ReplayQuarantine(tools.lake(), tools.queryLake(), tools.readAgain());
        long before = replays.rows(quarantine);
        if (before == 0) {
            return nothing(quarantine);
        }
        Replay replay = replays.find(quarantine, SoundPipelines.in(tools.pipelines()));
        if (dryRun) {
            return preview(quarantine, before, replay);
        }
        tools.expectRun();
        tools.readAgain().plan(replay.possible());
        ToldRun run = ToldRun.of(context, replay.pipeline(), replay.options());
        long after = replays.rows(quarantine);
        if (context.json()) {
            Map<String, Object> document = document(quarantine, before);
            document.put("rows_after", after);
            document.put("run", run.json());
            JsonDocument.print(document, context.out());
        } else {
            run.show();
            context.out()
                    .line(quarantine + " had " + rows(before) + ", and has "
                            + (after == 0 ? "none" : Amounts.count(after)) + " now."
                            + (after == 0 ? "" : " 'lakehouse quarantine " + quarantine + "' says why."));
        }
        return run.exitCode();
    }

    private int nothing(TableName quarantine) {
        if (context.json()) {
            JsonDocument.print(document(quarantine, 0), context.out());
        } else {
            context.out().line("Nothing is in " + quarantine + ".");
        }
        return 0;
    }

    private int preview(TableName quarantine, long rows, Replay replay) {
        if (context.json()) {
            Map<String, Object> document = document(quarantine, rows);
            document.put("batches", batches(replay));
            JsonDocument.print(document, context.out());
            return 0;
        }
        context.out()
                .line(quarantine + " has " + rows(rows) + ". A replay "
                        + (replay.readings().isEmpty()
                                ? "makes " + replay.options().refreshed().orElseThrow() + " anew from all of bronze"
                                : "reads these batches again")
                        + ", then runs " + replay.pipeline().name() + ":");
        if (!replay.readings().isEmpty()) {
            new BatchesScreen(context).list(replay.readings());
        }
        return 0;
    }

    private static List<Long> batches(Replay replay) {
        return replay.possible().stream()
                .map(reading -> reading.batch().number())
                .toList();
    }

    private static Map<String, Object> document(TableName quarantine, long rows) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("quarantine", quarantine.toString());
        document.put("rows_before", rows);
        return document;
    }

    private static String rows(long rows) {
        return Amounts.count(rows, "row", "rows");
    }
}
