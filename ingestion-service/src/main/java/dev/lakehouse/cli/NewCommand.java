package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.progress.ProgressDisplay;
import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Sampled;
import dev.lakehouse.journey.sketch.Sketch;
import dev.lakehouse.journey.sketch.Sketch.SketchedSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description = {
            "Writes a first pipeline for files that you have: names, types, a key that looks unique.",
            "Files that are not in the lake's landing folder yet are copied there. Files whose names differ",
            "in dates and numbers alone are one source."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse new shop --from orders.csv",
            "  lakehouse new shop --from orders.csv customers.json products.parquet",
            "  lakehouse new shop --from exports/*.csv"
        })
final class NewCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<pipeline>", description = "The new pipeline's name: a-z, 0-9 and _.")
    private String pipeline;

    @Option(
            names = "--from",
            paramLabel = "<file>",
            arity = "1..*",
            required = true,
            description = {
                "CSV, JSON, Parquet, XML, Avro, ORC or Excel (.xlsx) files, or text of which each line is a row",
                "(.log); text may be packed (.gz, .zst, .bz2). Of XML the root's children are rows, of a workbook its first sheet."
            })
    private List<Path> files = new ArrayList<>();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    NewCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Tools tools = context.tools();
        Progress progress = context.json() ? Progress.NONE : ProgressDisplay.of(context.err(), pipeline);
        Sketch sketch = tools.sketchPipeline().sketch(pipeline, files, tools.newPipelines(), progress);
        if (context.json()) {
            JsonDocument.print(json(sketch), context.out());
        } else {
            show(sketch);
        }
        return 0;
    }

    private void show(Sketch sketch) {
        Outlet out = context.out();
        out.line("Written: " + sketch.file());
        for (SketchedSource source : sketch.sources()) {
            Sampled sampled = source.sampled();
            out.line("  " + source.name() + ": " + Amounts.count(source.files(), "file", "files") + " in landing/"
                    + source.glob() + ", " + Amounts.count(sampled.columns().size(), "column", "columns") + ", "
                    + (sampled.key().isEmpty() ? "no key found" : "key " + String.join(", ", sampled.key())));
        }
        NextCommand next = context.next();
        out.line();
        out.line("Next: look it over, then");
        out.line("  " + next.line("validate", sketch.pipeline()));
        out.line("  " + next.line("run", sketch.pipeline()));
        out.line("  " + next.line("show", "silver." + sketch.sources().get(0).name()));
    }

    private static Map<String, Object> json(Sketch sketch) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pipeline", sketch.pipeline());
        object.put("file", sketch.file().toString());
        object.put("sources", sketch.sources().stream().map(NewCommand::json).toList());
        return object;
    }

    private static Map<String, Object> json(SketchedSource source) {
        Map<String, Object> columns = new LinkedHashMap<>();
        source.sampled()
                .columns()
                .forEach(column -> columns.put(column.name(), column.type().toString()));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", source.name());
        object.put("path", source.glob());
        object.put("files", source.files());
        object.put("columns", columns);
        object.put("key", source.sampled().key());
        return object;
    }
}
