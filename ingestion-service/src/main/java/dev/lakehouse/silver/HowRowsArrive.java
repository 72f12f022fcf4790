package dev.lakehouse.silver;

import java.util.Optional;

import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.SilverLoad;
import dev.lakehouse.config.pipeline.SilverTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Arrival;
import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.Tombstones;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.stage.CommitFiles;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

/** Tells by its source how the rows of a silver table's batches stand to those that it has. */
final class HowRowsArrive {
    private final Lake lake;
    private final SilverTable table;
    private final LoadMode mode;

    HowRowsArrive(Lake lake, Pipeline pipeline, SilverTable table) {
        this.lake = lake;
        this.table = table;
        this.mode = pipeline.sources().stream()
                .filter(source -> source.name().equals(table.from()))
                .findFirst()
                .map(Source::mode)
                .orElse(LoadMode.APPEND);
    }

    /** Whether a batch is all that there is, and not what came since the last. */
    boolean asSnapshots() {
        return mode instanceof LoadMode.Full;
    }

    /** Whether a batch takes the place of all rows, which have no keys by which to compare them. */
    boolean replacesAll() {
        return asSnapshots() && table.load() == SilverLoad.APPEND;
    }

    /** A sentence where change data never had the column that says what was done: its name may be mistyped. */
    Optional<String> withoutOperation(TableSchema bronze) {
        return mode instanceof LoadMode.Cdc operations
                        && table.load() == SilverLoad.UPSERT
                        && bronze.findAnyCase(BronzeNames.of(operations.operation(), 1))
                                .isEmpty()
                ? Optional.of("no file of " + table.from() + " has had the column " + operations.operation()
                        + " yet, so that every row is taken for an insert")
                : Optional.empty();
    }

    /** @param everything whether all that there has been arrives again, so that nothing of before counts */
    Arrival arrival(boolean everything) {
        if (table.load() != SilverLoad.UPSERT) {
            // Changes are kept as they came.
            return new Arrival.Rows();
        }
        if (mode instanceof LoadMode.Cdc operations) {
            TableName name = table.table().tombstones();
            TableSnapshot absent = TableSnapshot.absent(name, Tombstones.schema(table));
            TableSnapshot before =
                    everything ? absent : lake.table(name).snapshot().orElse(absent);
            return new Arrival.Changes(
                    operations, TableInputs.of(lake, before), new CommitFiles(lake).output(lake.table(name)));
        }
        return asSnapshots() ? new Arrival.Snapshot() : new Arrival.Rows();
    }
}
