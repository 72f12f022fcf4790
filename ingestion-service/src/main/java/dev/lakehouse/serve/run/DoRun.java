package dev.lakehouse.serve.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.journey.RunPipeline;
import dev.lakehouse.journey.RunReport;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.json.ProblemJson;
import dev.lakehouse.serve.run.Run.Ending;
import dev.lakehouse.table.Lake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a pipeline through its tables, and says how that ended; it throws nothing. */
final class DoRun {
    private static final Logger LOG = LoggerFactory.getLogger(DoRun.class);

    private final Lake lake;
    private final Path pipelines;
    private final Supplier<Engine> engine;
    private final Map<String, String> environment;
    private final Consumer<List<TableName>> afterRun;
    private final Clock clock;

    DoRun(
            Lake lake,
            Path pipelines,
            Supplier<Engine> engine,
            Map<String, String> environment,
            Consumer<List<TableName>> afterRun,
            Clock clock) {
        this.lake = lake;
        this.pipelines = pipelines;
        this.engine = engine;
        this.environment = Map.copyOf(environment);
        this.afterRun = afterRun;
        this.clock = clock;
    }

    /** The tables that such a run writes; throws a failure of kind user where the request makes no sense. */
    List<TableName> tables(RunRequest request) {
        return RunPipeline.tables(pipeline(request), request.options());
    }

    Ending run(Run run, LiveRun live) {
        try {
            RunReport report = new RunPipeline(
                            lake, () -> engine.get().stoppable(live.signal()), clock, environment, live.signal())
                    .run(pipeline(run.request()), run.request().options(), live);
            afterRun.accept(report.tables());
            return report.complete()
                    ? ending(RunState.SUCCEEDED, live, Optional.empty())
                    : ending(RunState.FAILED, live, Optional.of(incomplete(report)));
        } catch (LakehouseException e) {
            return live.wantedEnd()
                    .map(state -> ending(state, live, Optional.of(stopped(state))))
                    .orElseGet(() -> ending(RunState.FAILED, live, Optional.of(e)));
        } catch (RuntimeException | Error e) {
            LOG.error("run {} met what nobody foresaw", run.id(), e);
            return ending(RunState.FAILED, live, Optional.of(unforeseen(run, e)));
        }
    }

    /** The end of a run that never came to begin. */
    Ending ending(RunState state, Optional<LakehouseException> error) {
        return ending(state, new LiveRun(), error);
    }

    static LakehouseException stopped(RunState state) {
        boolean cancelled = state == RunState.CANCELLED;
        return new LakehouseException(
                FailureKind.EXTERNAL,
                cancelled ? "RUN_CANCELLED" : "RUN_INTERRUPTED",
                cancelled ? "The run was cancelled" : "The run was interrupted",
                cancelled ? "somebody asked for it" : "its service went away before it had ended",
                "start another run: it goes on with the batch that this one was at; tables are whole");
    }

    private Pipeline pipeline(RunRequest request) {
        return new PipelineReader().find(pipelines, request.pipeline());
    }

    private Ending ending(RunState state, LiveRun live, Optional<LakehouseException> error) {
        boolean nothingNew = state == RunState.SUCCEEDED && !live.foundAnything();
        Optional<JsonNode> problem = error.map(ProblemJson::of);
        return new Ending(state, clock.instant(), nothingNew, live.progress().tables(), problem);
    }

    private static LakehouseException incomplete(RunReport report) {
        List<String> problems = report.results().stream()
                .flatMap(result -> result.problems().stream())
                .toList();
        return new LakehouseException(
                FailureKind.DATA,
                "DATA_NOT_TAKEN_IN",
                problems.size() == 1
                        ? "A part of what had landed was not taken in"
                        : problems.size() + " parts of what had landed were not taken in",
                String.join("; ", problems),
                "mend or remove what is named there, and run again; all else was taken in");
    }

    private static LakehouseException unforeseen(Run run, Throwable fault) {
        boolean memory = fault instanceof OutOfMemoryError;
        return new LakehouseException(
                memory ? FailureKind.EXTERNAL : FailureKind.INTERNAL,
                memory ? "OUT_OF_MEMORY" : "INTERNAL",
                memory ? "The memory of the Java process ran out" : "Something went wrong that should not have",
                fault.getClass().getSimpleName() + (fault.getMessage() == null ? "" : ": " + fault.getMessage()),
                memory
                        ? "give the service more with LAKEHOUSE_JAVA_OPTS=-Xmx1g"
                        : "report it with what the service's log says of run " + run.id(),
                fault);
    }
}
