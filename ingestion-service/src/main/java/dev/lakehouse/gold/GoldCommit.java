package dev.lakehouse.gold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.engine.DeriveWork;
import dev.lakehouse.engine.DeriveWork.Change;
import dev.lakehouse.engine.Derived;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.stage.CommitFiles;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.CommitOutcome;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchPlan;

/** Carries out one planned batch of a gold table. */
final class GoldCommit {
    private final Lake lake;
    private final Pipeline pipeline;
    private final GoldTable table;
    private final CommitFiles commits;

    GoldCommit(Lake lake, Pipeline pipeline, GoldTable table) {
        this.lake = lake;
        this.pipeline = pipeline;
        this.table = table;
        this.commits = new CommitFiles(lake);
    }

    void apply(Engine engine, BatchPlan plan, Progress progress, StageCounts counts) {
        DeltaTable target = lake.table(table.table());
        TableSnapshot base =
                target.snapshot().orElseGet(() -> TableSnapshot.absent(table.table(), new TableSchema(List.of())));
        Map<TableName, TableSnapshot> inputs = inputs(plan);
        List<TableInput> tables = inputs.values().stream()
                .map(snapshot -> TableInputs.of(lake, snapshot))
                .toList();
        Optional<Map<TableName, Change>> changes = new GoldChanges(lake, table).of(plan, inputs);
        Optional<TableSchema> retyped =
                changes.isPresent() ? Optional.<TableSchema>empty() : retyped(engine, base, inputs);
        Derived derived = engine.derive(
                new DeriveWork(
                        table,
                        tables,
                        changes,
                        retyped.map(schema -> new TableInput(base.table(), schema, List.of(), 0))
                                .orElseGet(() -> TableInputs.of(lake, base)),
                        plan.number(),
                        commits.output(target)),
                progress);
        List<DataFile> replaced =
                retyped.isPresent() ? base.files() : TableInputs.filesAt(lake, base, derived.replaced());
        CommitOutcome outcome = commits.commit(
                target,
                new TableChange(
                        base,
                        true,
                        derived.schema(),
                        derived.files(),
                        replaced,
                        Optional.of(new BatchMark(table.table().toString(), plan.number())),
                        changes.isPresent() ? "MERGE" : "WRITE",
                        parameters(plan, changes.isPresent() ? "changed keys" : "everything"),
                        metrics(derived, replaced.size())));
        if (outcome instanceof CommitOutcome.AlreadyApplied) {
            counts.notice("batch " + plan.number() + " was computed by another run at the same time");
            return;
        }
        counts.batch(derived.computed(), derived.inserted(), derived.updated(), derived.deleted())
                .files(derived.files());
    }

    /**
     * The table's columns with the types that the query yields now, where these are others than before: then nothing of what
     * it holds can be compared with what is computed, and all of it is replaced.
     */
    private Optional<TableSchema> retyped(Engine engine, TableSnapshot base, Map<TableName, TableSnapshot> inputs) {
        if (base.schema().columns().isEmpty()) {
            return Optional.empty();
        }
        Map<TableName, TableSchema> schemas = new HashMap<>();
        inputs.forEach((name, snapshot) -> schemas.put(name, snapshot.schema()));
        TableSchema wanted = engine.describe(table.sql(), schemas);
        return base.schema().retyped(wanted.columns()).isEmpty()
                ? Optional.empty()
                : Optional.of(base.schema().replacedBy(wanted.columns()));
    }

    private Map<TableName, TableSnapshot> inputs(BatchPlan plan) {
        Map<TableName, TableSnapshot> inputs = new TreeMap<>();
        plan.inputs().forEach((name, range) -> {
            TableName input = TableName.parse(name);
            inputs.put(
                    input,
                    range.to() == TableSnapshot.NO_VERSION
                            ? TableSnapshot.absent(input, declaredSchema(input))
                            : lake.table(input).snapshot(range.to()));
        });
        return inputs;
    }

    private TableSchema declaredSchema(TableName input) {
        return pipeline.silver().stream()
                .filter(silver -> silver.table().equals(input))
                .map(SilverTable::schema)
                .findFirst()
                .orElseThrow(() -> new LakehouseException(
                        FailureKind.USER,
                        "TABLE_NOT_FOUND",
                        table.sql().path() + " reads " + input + ", which does not exist",
                        "no pipeline has made it yet",
                        "run the pipeline that makes " + input + " first, or correct the query"));
    }

    private static Map<String, String> parameters(BatchPlan plan, String mode) {
        Map<String, String> parameters = new TreeMap<>(plan.parameters());
        parameters.put("mode", mode);
        return parameters;
    }

    private static Map<String, Long> metrics(Derived derived, long filesRemoved) {
        return Map.of(
                "numSourceRows", derived.computed(),
                "numTargetRowsInserted", derived.inserted(),
                "numTargetRowsUpdated", derived.updated(),
                "numTargetRowsDeleted", derived.deleted(),
                "numTargetFilesAdded", (long) derived.files().size(),
                "numTargetFilesRemoved", filesRemoved);
    }
}
