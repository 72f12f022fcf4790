package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.config.Home;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.journey.RunReportJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = {
            "Shows all of it in a minute: days of a made-up shop land, and become tables.",
            "",
            "Day by day it writes files of customers, products and orders to landing/loja of the lake, some of them",
            "dirty, and runs the pipeline loja over them; after three days it lands the next 180 at once, so that a",
            "model has something to learn from (36,600 orders in all). Then it runs once more with nothing new, and",
            "shows gold's best rows, an order that was corrected, a table's history, what went to quarantine and why,",
            "and what to try next.",
            "",
            "Everything is in the lake's folder, ./lake unless --home says otherwise. A lake that holds anything else",
            "is refused and stays as it is. Run again, the demo goes on from where it was, and nothing is doubled."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse demo",
            "  lakehouse demo --home /tmp/demo-lake       in a folder of its own",
            "  lakehouse tables --home /tmp/demo-lake     what it made; show, sql, history and quarantine look into it",
            "  rm -r lake && lakehouse demo               from the start",
            "",
            "For more data, or days of your own choice: lakehouse generate --help"
        })
final class DemoCommand implements Callable<Integer> {
    /** Three cut-offs 60 days apart have 60 days of orders before each: two to learn from, and one to predict. */
    private static final LojaParameters SHOP = new LojaParameters(36_600, 183, 7, 3);

    private final Context context;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tools tools = context.tools();
        tools.expectRun();
        Path pipelines = ProductPipelines.folder(ProductPipelines.SHOP, tools);
        Pipeline pipeline = new PipelineReader().find(pipelines, ProductPipelines.SHOP);
        DemoLake lake = new DemoLake(tools.lake(), tools.home(), SHOP);
        boolean resumed = lake.claim();
        context.onInterrupt("Stopped. Tables are whole; the next demo goes on from here.");
        LojaGenerator generator = new LojaGenerator(SHOP);
        DemoPage page = new DemoPage(context.out(), context.json());
        introduce(page, tools.home());
        List<RunReport> reports = new DemoDays(context, pipeline, generator, SHOP.days(), lake, page).run();
        if (context.json()) {
            JsonDocument.print(json(tools.home(), resumed, reports), context.out());
        } else {
            NextCommand next = ProductPipelines.next(ProductPipelines.SHOP, context);
            generator
                    .story()
                    .ifPresent(story ->
                            new DemoTour(context.out(), page, tools.lake(), tools.queryLake(), next).show(story));
        }
        return 0;
    }

    private static void introduce(DemoPage page, Home home) {
        page.say("The demo works in " + home);
        page.say("A shop's customers, products and orders land there day by day, as messy as life. The pipeline "
                + ProductPipelines.SHOP
                + " carries them to bronze, silver and gold: Delta tables that any engine reads.");
    }

    private static Map<String, Object> json(Home home, boolean resumed, List<RunReport> reports) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("home", home.toString());
        object.put("resumed", resumed);
        object.put("runs", reports.stream().map(RunReportJson::of).toList());
        return object;
    }
}
