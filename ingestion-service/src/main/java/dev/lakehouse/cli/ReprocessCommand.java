package dev.lakehouse.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.PointInTime;
import dev.lakehouse.journey.ReadAgain;
import dev.lakehouse.journey.ReadAgain.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "reprocess",
        description = {
            "Reads landing files once more that were taken in already, as after their source's options were mended.",
            "",
            "Files are read again batch by batch, as they were taken in. The rows take the place of those that the batch has",
            "in bronze and in its quarantine, in one commit each, and silver and gold are made anew from them. What the tables",
            "were stays in their history. Nothing is read again whose files are gone. Without --yes it only says what it would do."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse reprocess loja/pedidos/2024-01-03.csv        what would be read again",
            "  lakehouse reprocess loja/pedidos/2024-01-03.csv --yes",
            "  lakehouse reprocess 'loja/pedidos/2024-*' --yes",
            "  lakehouse reprocess 'loja/**' --since 2024-06-01 --yes  what was taken in since then"
        })
final class ReprocessCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(
            paramLabel = "<path>",
            description = "A file or a glob below landing: * stays within a folder, ** goes below it.")
    private String pattern;

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Only what was taken in since this time, in UTC: 2024-01-31, or \"2024-01-31 12:00:00\".")
    private Optional<String> since = Optional.empty();

    @Option(names = "--yes", description = "Do it.")
    private boolean yes;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    ReprocessCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<Reading> found = find();
        BatchesScreen screen = new BatchesScreen(context);
        List<Reading> possible =
                found.stream().filter(reading -> reading.obstacle().isEmpty()).toList();
        if (!yes || possible.isEmpty()) {
            screen.preview(found, pattern);
            return 0;
        }
        if (!context.json()) {
            screen.list(found);
        }
        context.tools().expectRun();
        context.tools().readAgain().plan(possible);
        return new RunsScreen(context).run(pipelines(possible));
    }

    private List<Reading> find() {
        LandingGlob wanted = new LandingGlob(pattern);
        Instant from = since.map(PointInTime::parse).orElse(Instant.MIN);
        ReadAgain readAgain = context.tools().readAgain();
        List<Reading> found = new ArrayList<>();
        for (Pipeline pipeline : SoundPipelines.in(context.tools().pipelines())) {
            for (Source source : pipeline.sources()) {
                found.addAll(readAgain.find(pipeline, source, any -> true, file -> wanted.test(file.path()), from));
            }
        }
        return found;
    }

    private static List<Pipeline> pipelines(List<Reading> readings) {
        Map<String, Pipeline> pipelines = new LinkedHashMap<>();
        readings.forEach(reading -> pipelines.put(reading.pipeline().name(), reading.pipeline()));
        return List.copyOf(pipelines.values());
    }
}
