package dev.lakehouse.journey.sketch;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lakehouse.journey.sketch.Sketch.SketchedSource;

import static java.util.Objects.requireNonNull;

/** The text of a first {@code pipeline.yml}, with words for who has never seen one. */
final class PipelineText {
    private final String pipeline;
    private final List<SketchedSource> sources;

    PipelineText(String pipeline, List<SketchedSource> sources) {
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.sources = List.copyOf(sources);
    }

    String text() {
        return """
                # Written by 'lakehouse new' from what your files hold. It runs as it is; change what you know better, then
                # check it with 'lakehouse validate %1$s' and run it with 'lakehouse run %1$s'.
                pipeline: %1$s
                # schedule: "0 6 * * *" # when Airflow runs it; here at 06:00 every day

                # What lands, below the folder 'landing' of the lake. Each source becomes a bronze table: every row, unchanged.
                sources:
                %2$s
                # Typed and checked tables. A value that does not fit its type, or a row that breaks a rule, goes to the table's
                # quarantine; 'lakehouse quarantine <table>' shows it.
                silver:
                %3$s
                # Answers: queries over silver tables, each in a file beside this one. For example:
                # gold:
                #   totals:
                #     load: replace # computed anew when an input changes; by-key computes only the keys that changed
                #     sql: totals.sql
                """.formatted(
                pipeline,
                sources.stream().map(PipelineText::source).collect(Collectors.joining()),
                sources.stream().map(source -> new SilverText(source).text()).collect(Collectors.joining("\n")));
    }

    private static String source(SketchedSource source) {
        return "  " + source.name() + ":\n"
                + "    path: " + YamlText.of(source.glob()) + "\n"
                + "    format: " + source.format().name().toLowerCase(Locale.ROOT) + "\n";
    }
}
