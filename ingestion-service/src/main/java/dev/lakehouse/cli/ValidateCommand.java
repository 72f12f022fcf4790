package dev.lakehouse.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineDraft;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.journey.CheckPipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = {
            "Checks pipelines without running them: names, types, and their SQL.",
            "All problems are listed at once, each with its file and line. Where a lake is there, its tables are looked at,",
            "too: which columns SQL has, and whether the columns that a pipeline wants fit those that are there."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse validate                    every pipeline, also against one another",
            "  lakehouse validate loja",
            "  lakehouse validate --json             for editors and CI"
        })
final class ValidateCommand implements Callable<Integer> {
    private final Context context;

    @Parameters(paramLabel = "<pipeline>", arity = "0..*", description = "Pipelines by name; all, if none is named.")
    private List<String> names = new ArrayList<>();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    ValidateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<PipelineDraft> drafts = read();
        CheckPipeline check = context.tools().checkPipeline();
        Map<PipelineDraft, List<Problem>> problems = new LinkedHashMap<>();
        drafts.forEach(draft -> problems.put(draft, check.problems(draft)));
        if (context.json()) {
            List<Map<String, Object>> answer = new ArrayList<>();
            problems.forEach((draft, found) -> answer.add(json(draft, found)));
            JsonDocument.print(answer, context.out());
        } else {
            problems.forEach(this::show);
        }
        return problems.values().stream().allMatch(List::isEmpty) ? 0 : FailureKind.USER.exitCode();
    }

    private List<PipelineDraft> read() {
        PipelineReader reader = new PipelineReader();
        Path folder = context.tools().pipelines();
        List<String> wanted = names.isEmpty()
                ? reader.names(folder)
                : names.stream().distinct().toList();
        if (wanted.isEmpty()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "PIPELINES_NONE",
                    "There are no pipelines in " + folder,
                    "none of its folders has a file " + PipelineReader.FILE_NAME,
                    "make one with 'lakehouse new', or name another folder with --pipelines");
        }
        return reader.drafts(folder, wanted);
    }

    private void show(PipelineDraft draft, List<Problem> problems) {
        Outlet out = context.out();
        if (!problems.isEmpty()) {
            out.flush();
            new FailureScreen(context.err(), false).show(PipelineReader.invalid(draft.name(), problems));
        } else {
            draft.readable()
                    .ifPresent(pipeline -> out.line(out.styled(Style.GREEN, out.drawn("✓", "ok")) + " "
                            + pipeline.name() + ": "
                            + Amounts.count(pipeline.sources().size(), "source", "sources") + ", "
                            + Amounts.count(pipeline.silver().size(), "silver table", "silver tables") + ", "
                            + Amounts.count(pipeline.gold().size(), "gold table", "gold tables")));
        }
        warnings(draft).forEach(warning -> out.line("  " + out.styled(Style.YELLOW, "warning") + " " + warning));
    }

    private static List<Problem> warnings(PipelineDraft draft) {
        return draft.readable().map(Pipeline::warnings).orElse(List.of());
    }

    private static Map<String, Object> json(PipelineDraft draft, List<Problem> problems) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pipeline", draft.name());
        object.put("file", draft.file().toString());
        object.put("valid", problems.isEmpty());
        object.put(
                "tables",
                draft.readable().stream()
                        .flatMap(pipeline -> pipeline.tables().stream())
                        .map(Object::toString)
                        .toList());
        object.put("problems", problems.stream().map(FailureJson::of).toList());
        object.put("warnings", warnings(draft).stream().map(FailureJson::of).toList());
        return object;
    }
}
