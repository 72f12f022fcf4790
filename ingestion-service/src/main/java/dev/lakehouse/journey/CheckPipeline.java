package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

import static java.util.Objects.requireNonNull;

/**
 * Checks what reading a pipeline cannot: that the SQL in it compiles, as far as the columns that it is over are known. Those of
 * bronze are known once something landed, or where the source's files have no header and so the pipeline names them.
 */
public final class CheckPipeline {
    private final Engine engine;
    private final Function<TableName, Optional<TableSchema>> existing;

    /** @param lake where bronze tables may be */
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

    /** One failure a problem, in the order of the tables; none where the SQL is right. */
    public List<LakehouseException> problems(Pipeline pipeline) {
        Map<TableName, TableSchema> known = new HashMap<>();
        for (SilverTable table : pipeline.silver()) {
            known.put(table.table(), table.schema());
        }
        List<LakehouseException> problems = new ArrayList<>();
        CheckSilver silver = new CheckSilver(engine, pipeline, existing);
        pipeline.silver().forEach(table -> problems.addAll(silver.problems(table)));
        CheckGold gold = new CheckGold(engine, known);
        for (GoldTable table : pipeline.gold()) {
            try {
                known.put(table.table(), gold.check(table));
            } catch (LakehouseException e) {
                problems.add(e);
            }
        }
        return problems;
    }
}
