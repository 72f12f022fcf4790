package dev.lakehouse.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lakehouse.cli.progress.RunTalk;
import dev.lakehouse.cli.progress.RunTalk.Loudness;
import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.generate.DemoStory;
import dev.lakehouse.generate.GenerationSummary;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.journey.RunOptions;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

import static java.util.Objects.requireNonNull;

/** The days of the demo: three land and are taken in one by one, the others at once; then the same run again, with nothing new. */
final class DemoDays {
    /** The last day that has a run of its own. */
    private static final int LAST = 3;

    private final Context context;
    private final Pipeline pipeline;
    private final LojaGenerator generator;
    private final int days;
    private final DemoLake demoLake;
    private final DemoPage page;
    private final List<RunReport> reports = new ArrayList<>();

    /** @param days that the generator makes in all, more than three */
    DemoDays(Context context, Pipeline pipeline, LojaGenerator generator, int days, DemoLake demoLake, DemoPage page) {
        this.context = requireNonNull(context, "context is null");
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.generator = requireNonNull(generator, "generator is null");
        this.days = days;
        this.demoLake = requireNonNull(demoLake, "demoLake is null");
        this.page = requireNonNull(page, "page is null");
    }

    /** Carries on after the last day that has landed, if any has; returns what each run did. */
    List<RunReport> run() {
        int landed = 0;
        while (landed < LAST && landed(landed + 1)) {
            landed++;
        }
        boolean whole = landed(days);
        boolean unfinished = landed > 0 && resume(whole ? "all days have" : "day " + landed + " has");
        for (int day = landed + 1; day <= LAST; day++) {
            land(day);
        }
        if (!whole) {
            landMonths();
        }
        if (!whole || unfinished) {
            repeat();
        }
        return List.copyOf(reports);
    }

    private boolean landed(int day) {
        return demoLake.landed(generator.date(day).toString());
    }

    /** Returns whether an earlier demo had left something to do. */
    private boolean resume(String landed) {
        page.title("Resumed");
        page.say("An earlier demo was here: " + landed
                + " landed, and the files are the same, so they are left alone. What is new to a run?");
        Map<TableName, Long> before = rows();
        RunReport report = take();
        boolean unfinished =
                report.results().stream().anyMatch(result -> result.controlKey().done());
        if (unfinished) {
            page.say("It has done what the earlier demo was stopped at.");
        } else {
            nothingNew(before);
        }
        return unfinished;
    }

    private void land(int day) {
        page.title("Day " + day + ", " + generator.date(day));
        GenerationSummary made = new GeneratedFiles(context.tools())
                .land(landing -> generator.generateDay(day, landing, false, rows -> {}));
        say(made);
        generator.story().ifPresent(story -> page.say(news(day, story)));
        take();
        page.say(moral(day));
    }

    private void landMonths() {
        page.title("The months after, until " + generator.date(days));
        GenerationSummary made = new GeneratedFiles(context.tools())
                .land(landing -> generator.generateDays(LAST + 1, days, landing, false, rows -> {}));
        say(made);
        take();
        page.say("One run takes in what has landed since the last one, be it a day or half a year. Now gold knows of"
                + " customers what they did next: a model can learn from that who will buy again.");
    }

    private void say(GenerationSummary made) {
        long dirty = made.dirt().values().stream().mapToLong(Long::longValue).sum();
        page.say(Amounts.count(made.files()) + " files land: " + Amounts.count(made.rows()) + " rows, "
                + Amounts.bytes(made.bytes()) + ", and " + Amounts.count(dirty) + " of the rows are dirty.");
    }

    private void repeat() {
        page.title("The same run once more");
        Map<TableName, Long> before = rows();
        take();
        nothingNew(before);
    }

    private RunReport take() {
        RunTalk talk = new RunTalk(context.err(), context.json() ? Loudness.QUIET : Loudness.FLEETING);
        RunReport report = context.tools().runPipeline().run(pipeline, RunOptions.ALL, talk);
        reports.add(report);
        page.report(report);
        return report;
    }

    private static String news(int day, DemoStory story) {
        return switch (day) {
            case 1 ->
                "Customer " + story.customer() + " orders for the first time: order " + story.correctedOrder() + ", "
                        + pieces(story.quantityBefore()) + ".";
            case 2 ->
                "Customer " + story.customer() + " comes back, and order " + story.correctedOrder()
                        + " lands again, corrected to " + pieces(story.quantityAfter()) + ".";
            default -> "Customer " + story.customer() + " orders a third time.";
        };
    }

    private static String pieces(int quantity) {
        return Amounts.count(quantity, "piece", "pieces");
    }

    private static String moral(int day) {
        return switch (day) {
            case 1 ->
                "Bronze keeps every row as it landed. Silver is typed and checked: a row that breaks a rule goes to"
                        + " quarantine, none is lost. Gold has the answers.";
            case 2 ->
                "'updated' in gold are those who were there already: computed again, not inserted twice. Keys whose"
                        + " orders did not change were not touched.";
            default -> "Only what is new was read, and each table took it in one commit, which a crash cannot halve.";
        };
    }

    private void nothingNew(Map<TableName, Long> before) {
        page.say("The keys 135, 357 and 579 mean that there was nothing new.");
        page.say(
                rows().equals(before)
                        ? "All " + before.size() + " tables have as many rows as before: nothing is doubled."
                        : "Tables have other rows than before: another program works in this lake.");
    }

    private Map<TableName, Long> rows() {
        Lake lake = context.tools().lake();
        Map<TableName, Long> rows = new TreeMap<>();
        for (TableName name : lake.tables()) {
            rows.put(name, lake.table(name).snapshot().map(TableSnapshot::rows).orElse(0L));
        }
        return rows;
    }
}
