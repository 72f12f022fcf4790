package dev.lakehouse.cli;

import java.nio.file.Files;
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
            "Shows all of it in a minute: three days of a made-up shop land, and become tables.",
            "It works in the lake's folder, or none that holds anything else. Run again, it goes on from where it was,",
            "and shows that nothing is doubled."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse demo",
            "  lakehouse demo --home /tmp/demo-lake       in a folder of its own",
            "  rm -r lake && lakehouse demo               from the start"
        })
final class DemoCommand implements Callable<Integer> {
    private static final LojaParameters SHOP = new LojaParameters(3_000, 3, 7, 3);
    private static final String NAME = "loja";

    private final Context context;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    DemoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tools tools = context.tools();
        Path pipelines = pipelines(tools.pipelines());
        Pipeline pipeline = new PipelineReader().find(pipelines, NAME);
        DemoLake lake = new DemoLake(tools.lake(), tools.home(), SHOP);
        boolean resumed = lake.claim();
        context.onInterrupt("Stopped. Tables are whole; the next demo goes on from here.");
        LojaGenerator generator = new LojaGenerator(SHOP);
        DemoPage page = new DemoPage(context.out(), context.json());
        introduce(page, tools.home());
        List<RunReport> reports = new DemoDays(context, pipeline, generator, lake, page).run();
        if (context.json()) {
            JsonDocument.print(json(tools.home(), resumed, reports), context.out());
        } else {
            NextCommand next = pipelines.equals(tools.pipelines())
                    ? context.next()
                    : context.next().with("pipelines", pipelines.toString());
            generator
                    .story()
                    .ifPresent(story ->
                            new DemoTour(context.out(), page, tools.lake(), tools.queryLake(), next).show(story));
        }
        return 0;
    }

    private static void introduce(DemoPage page, Home home) {
        page.say("The demo works in " + home);
        page.say("A shop's customers, products and orders land there day by day, as messy as life. The pipeline " + NAME
                + " carries them to bronze, silver and gold: Delta tables that any engine reads.");
    }

    private static Map<String, Object> json(Home home, boolean resumed, List<RunReport> reports) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("home", home.toString());
        object.put("resumed", resumed);
        object.put("runs", reports.stream().map(RunReportJson::of).toList());
        return object;
    }

    /** The user's own pipelines where the shop is among them, else those of the product. */
    private static Path pipelines(Path configured) {
        Path product = Path.of(System.getProperty("lakehouse.root", "."))
                .resolve("pipelines")
                .toAbsolutePath()
                .normalize();
        boolean isOwn = Files.exists(configured.resolve(NAME).resolve(PipelineReader.FILE_NAME));
        return isOwn || !Files.isDirectory(product) ? configured : product;
    }
}
