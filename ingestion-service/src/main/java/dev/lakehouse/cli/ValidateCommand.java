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
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.CheckPipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = {
            "Checks pipelines without running them: names, types, and their SQL.",
            "All problems are listed at once, each with its file and line."
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
        List<Pipeline> pipelines = read();
        CheckPipeline check = context.tools().checkPipeline();
        Map<String, List<LakehouseException>> problems = new LinkedHashMap<>();
        pipelines.forEach(pipeline -> problems.put(pipeline.name(), check.problems(pipeline)));
        if (context.json()) {
            JsonDocument.print(
                    pipelines.stream()
                            .map(it -> json(it, problems.get(it.name())))
                            .toList(),
                    context.out());
        } else {
            pipelines.forEach(pipeline -> show(pipeline, problems.get(pipeline.name())));
        }
        return problems.values().stream().allMatch(List::isEmpty) ? 0 : FailureKind.USER.exitCode();
    }

    private List<Pipeline> read() {
        PipelineReader reader = new PipelineReader();
        Path folder = context.tools().pipelines();
        if (names.isEmpty()) {
            List<Pipeline> all = reader.readAll(folder);
            if (all.isEmpty()) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "PIPELINES_NONE",
                        "There are no pipelines in " + folder,
                        "none of its folders has a file " + PipelineReader.FILE_NAME,
                        "make one with 'lakehouse new', or name another folder with --pipelines");
            }
            return all;
        }
        List<Pipeline> named =
                names.stream().map(name -> reader.find(folder, name)).toList();
        reader.checkClaims(named);
        return named;
    }

    private void show(Pipeline pipeline, List<LakehouseException> problems) {
        Outlet out = context.out();
        String mark = problems.isEmpty()
                ? out.styled(Style.GREEN, out.drawn("✓", "ok"))
                : out.styled(Style.RED, out.drawn("✗", "wrong"));
        out.line(mark + " " + pipeline.name() + ": "
                + Amounts.count(pipeline.sources().size(), "source", "sources") + ", "
                + Amounts.count(pipeline.silver().size(), "silver table", "silver tables") + ", "
                + Amounts.count(pipeline.gold().size(), "gold table", "gold tables"));
        out.flush();
        FailureScreen failures = new FailureScreen(context.err(), false);
        problems.forEach(failures::show);
        pipeline.warnings().forEach(warning -> out.line("  " + out.styled(Style.YELLOW, "warning") + " " + warning));
    }

    private static Map<String, Object> json(Pipeline pipeline, List<LakehouseException> problems) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pipeline", pipeline.name());
        object.put("valid", problems.isEmpty());
        object.put("tables", pipeline.tables().stream().map(Object::toString).toList());
        object.put("problems", problems.stream().map(FailureJson::of).toList());
        object.put("warnings", pipeline.warnings().stream().map(FailureJson::of).toList());
        return object;
    }
}
