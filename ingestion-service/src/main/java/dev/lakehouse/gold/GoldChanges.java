package dev.lakehouse.gold;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.GoldLoad;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.engine.DeriveWork.Change;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.FileChanges;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.VersionRange;

/** Finds out what changed in a gold table's inputs, where that is enough to know which keys to compute again. */
final class GoldChanges {
    private final Lake lake;
    private final GoldTable table;

    GoldChanges(Lake lake, GoldTable table) {
        this.lake = lake;
        this.table = table;
    }

    /**
     * Empty where everything has to be computed: at first, for {@code replace}, for a change that names no keys, and where the
     * table's definition or the type of an input's column is another one than before.
     */
    Optional<Map<TableName, Change>> of(BatchPlan plan, Map<TableName, TableSnapshot> inputs) {
        if (table.load() != GoldLoad.BY_KEY || !plan.definition().equals(GoldDefinition.digest(table))) {
            return Optional.empty();
        }
        Map<TableName, Change> changes = new HashMap<>();
        for (Map.Entry<TableName, TableSnapshot> input : inputs.entrySet()) {
            VersionRange range = plan.inputs().get(input.getKey().toString());
            if (range.from() == range.to()) {
                continue;
            }
            Optional<Change> change = change(input.getValue(), range);
            if (change.isEmpty() || !table.changedKeys().containsKey(input.getKey())) {
                return Optional.empty();
            }
            changes.put(input.getKey(), change.get());
        }
        return Optional.of(changes);
    }

    /** Empty where the log or a data file that went is not there any more (log clean-up, vacuum). */
    private Optional<Change> change(TableSnapshot input, VersionRange range) {
        if (range.from() == TableSnapshot.NO_VERSION) {
            return Optional.empty();
        }
        DeltaTable changed = lake.table(input.table());
        try {
            FileChanges files = changed.changes(range.from(), range.to());
            if (files.described()
                    && !changed.snapshot(range.from())
                            .schema()
                            .retyped(input.schema().columns())
                            .isEmpty()) {
                return Optional.empty();
            }
            boolean allThere = files.removed().stream()
                    .allMatch(
                            file -> lake.storage().find(changed.dataPath(file)).isPresent());
            return allThere
                    ? Optional.of(new Change(
                            TableInputs.of(lake, input, files.added()), TableInputs.of(lake, input, files.removed())))
                    : Optional.empty();
        } catch (LakehouseException e) {
            if (e.code().equals("CHANGES_UNAVAILABLE") || e.code().equals("TABLE_VERSION_NOT_FOUND")) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
