package dev.lakehouse.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.LandedRows;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.engine.QueryWork;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.TableInput;
import dev.lakehouse.engine.TableReference;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.CommitEntry;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

/**
 * Batches that are in bronze and not in the ledger: a process was killed between the two, or they are older than the ledger. Their plans
 * tell the files, the tables tell how many rows these have become.
 */
final class ForgottenBatches {
    private final Lake lake;
    private final Engine engine;
    private final String pipeline;
    private final Source source;

    ForgottenBatches(Lake lake, Engine engine, String pipeline, Source source) {
        this.lake = lake;
        this.engine = engine;
        this.pipeline = pipeline;
        this.source = source;
    }

    /** The rows of these batches, and of those that they have read again. */
    List<LedgerRow> rows(Set<Long> batches) {
        NavigableMap<Long, BatchPlan> plans = plans(batches);
        if (plans.isEmpty()) {
            return List.of();
        }
        Map<Long, List<LandedRows>> landed = landed(plans.keySet());
        Map<Long, Long> versions = versions();
        List<LedgerRow> rows = new ArrayList<>();
        plans.forEach((batch, plan) -> {
            Long version = versions.get(plan.number());
            rows.addAll(rows(
                    plan,
                    version == null ? OptionalLong.empty() : OptionalLong.of(version),
                    landed.getOrDefault(batch, List.of())));
        });
        return rows;
    }

    /** By the batch that their rows are of; of one that was read again, the last. */
    private NavigableMap<Long, BatchPlan> plans(Set<Long> batches) {
        BatchLog log = new BatchLog(lake.storage(), source.table());
        NavigableMap<Long, BatchPlan> plans = new TreeMap<>();
        for (long batch : new TreeSet<>(batches)) {
            log.find(batch).ifPresent(plan -> plans.put(plan.batchOfRows(), plan));
        }
        return plans;
    }

    private List<LedgerRow> rows(BatchPlan plan, OptionalLong version, List<LandedRows> landed) {
        BatchRows made = new BatchRows(pipeline, source.name(), plan, version, Map.of());
        List<LedgerRow> rows = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (LandedRows file : landed) {
            LedgerRow row = made.of(file);
            known.add(row.path());
            rows.add(row);
        }
        for (PlannedFile file : plan.files()) {
            if (!known.contains(file.path())) {
                // A snapshot that was replaced has left nothing in the tables; any other file that did so has no rows.
                rows.add(
                        source.mode() instanceof LoadMode.Full
                                ? made.of(file)
                                : made.of(new LandedRows(file.path(), 0, 0, 0, Optional.empty())));
            }
        }
        return rows;
    }

    private Map<Long, List<LandedRows>> landed(Collection<Long> batches) {
        TableName bronze = source.table();
        String range = " where " + ProvenanceColumns.BATCH + " in ("
                + batches.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        String each =
                "select " + ProvenanceColumns.BATCH + " as batch, " + ProvenanceColumns.SOURCE_FILE + " as file, ";
        String rows = each + "count(*) as rows, count(" + ProvenanceColumns.RESCUED
                + ") as rescued, 0 as quarantined, null as unreadable from " + bronze + range + " group by all";
        String refused = each + "0 as rows, 0 as rescued, count(*) as quarantined, max(case when "
                + QuarantineSchema.ROW
                + " is null then " + QuarantineSchema.REASON + " end) as unreadable from " + bronze.quarantine() + range
                + " group by all";
        boolean isRefused = lake.table(bronze.quarantine()).snapshot().isPresent();
        Map<Long, List<LandedRows>> landed = new HashMap<>();
        query(
                "select batch, file, sum(rows)::bigint, sum(rescued)::bigint, sum(quarantined)::bigint, max(unreadable) from ("
                        + rows + (isRefused ? " union all " + refused : "") + ") group by all order by batch, file",
                values -> landed.computeIfAbsent((Long) values.get(0), batch -> new ArrayList<>())
                        .add(new LandedRows(
                                (String) values.get(1),
                                (Long) values.get(2),
                                (Long) values.get(3),
                                (Long) values.get(4),
                                Optional.ofNullable((String) values.get(5)))));
        return landed;
    }

    private void query(String sql, Consumer<List<Object>> rows) {
        Map<TableReference, TableInput> tables = new HashMap<>();
        for (TableReference reference : engine.references(sql)) {
            lake.table(reference.table())
                    .snapshot()
                    .ifPresent(snapshot -> tables.put(reference, TableInputs.of(lake, snapshot)));
        }
        engine.query(new QueryWork(sql, tables), new RowSink() {
            @Override
            public void columns(List<Column> columns) {}

            @Override
            public boolean row(List<Object> values) {
                rows.accept(values);
                return true;
            }
        });
    }

    /** By batch, the version of bronze that added it, as far as its log goes back. */
    private Map<Long, Long> versions() {
        Map<Long, Long> versions = new HashMap<>();
        for (CommitEntry commit : lake.table(source.table()).history(Integer.MAX_VALUE)) {
            String batch = commit.parameters().get("batch");
            if (batch != null && batch.matches("\\d{1,18}") && commit.version() > TableSnapshot.NO_VERSION) {
                versions.put(Long.parseLong(batch), commit.version());
            }
        }
        return versions;
    }
}
