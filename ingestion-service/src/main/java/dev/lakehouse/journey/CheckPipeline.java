package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.PipelineDraft;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

import static java.util.Objects.requireNonNull;

/**
 * Checks what reading a pipeline cannot: that the SQL in it compiles, as far as the columns that it is over are known. Those of
 * bronze are known once something landed, or where the source's files have no header and so the pipeline names them. That names
 * which a source declares stay two in bronze. And that the columns of bronze and silver are of the types that they have in the lake.
 */
public final class CheckPipeline {
    private final Engine engine;
    private final Function<TableName, Optional<TableSchema>> existing;

    /** @param lake where tables may be */
    public CheckPipeline(Lake lake, Engine engine) {
        this(engine, table -> lake.table(table).snapshot().map(TableSnapshot::schema));
    }

    /** Without a lake: nothing has landed. */
    public CheckPipeline(Engine engine) {
        this(engine, table -> Optional.empty());
    }

    private CheckPipeline(Engine engine, Function<TableName, Optional<TableSchema>> existing) {
        this.engine = requireNonNull(engine, "engine is null");
        this.existing = existing;
    }

    /** What is wrong with a pipeline that could be read; none where the SQL is right. */
    public List<Problem> problems(Pipeline pipeline) {
        return problems(PipelineDraft.of(pipeline));
    }

    /** All that is wrong: what was found at reading it, then its SQL, in the order of the tables. */
    public List<Problem> problems(PipelineDraft draft) {
        List<Problem> problems = new ArrayList<>(draft.errors());
        draft.readable().ifPresent(pipeline -> problems.addAll(problemsOfSql(pipeline, draft.doubtful())));
        return List.copyOf(problems);
    }

    private List<Problem> problemsOfSql(Pipeline pipeline, Set<TableName> doubtful) {
        Map<TableName, TableSchema> known = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        CheckSilver silver = new CheckSilver(engine, pipeline, existing);
        CheckTypes types = new CheckTypes(pipeline, existing);
        CheckDeclaredNames names = new CheckDeclaredNames(pipeline);
        for (Source source : pipeline.sources()) {
            problems.addAll(names.problems(source));
            problems.addAll(types.problems(source));
        }
        for (SilverTable table : pipeline.silver()) {
            boolean sound = !doubtful.contains(table.table());
            if (sound) {
                known.put(table.table(), table.schema());
            }
            problems.addAll(types.problems(table));
            problems.addAll(silver.problems(table, sound && !doubtful.contains(table.bronze())));
        }
        PipelineLines lines = new PipelineLines(pipeline);
        CheckGold gold = new CheckGold(engine, lines, known, doubtful);
        pipeline.gold().forEach(gold::check);
        problems.addAll(gold.problems());
        problems.addAll(new CheckModels(lines, gold.known()).problems(pipeline));
        return problems;
    }
}
