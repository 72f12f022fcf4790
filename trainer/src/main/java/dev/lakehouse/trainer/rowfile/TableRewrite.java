package dev.lakehouse.trainer.rowfile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;

/**
 * A Delta table of the trainer's own, with a row for each run or customer: it is read whole, and a change writes it whole, in one file.
 * Where another writer was faster, the same change is made again of what that one left.
 */
public final class TableRewrite {
    private static final int TRIES = 10;

    private final Lake lake;
    private final DeltaTable table;
    private final TableSchema schema;

    /**
     * A change.
     *
     * @param operation as histories show it
     * @param metrics counts by name
     */
    public record Change(
            List<? extends List<?>> rows,
            String operation,
            Map<String, String> parameters,
            Map<String, Long> metrics) {}

    /** Makes the change of what is in the table now; empty where there is nothing to change. */
    public interface Changing {
        Optional<Change> change(List<List<Object>> rows);
    }

    public TableRewrite(Lake lake, TableName name, TableSchema schema) {
        this.lake = lake;
        this.table = lake.table(name);
        this.schema = schema;
    }

    /** Gives all rows that the table has now. */
    public void read(Consumer<List<Object>> rows) {
        table.snapshot().ifPresent(snapshot -> read(snapshot, rows));
    }

    /** Changes the table; true where there was something to change. Throws what {@link DeltaTable#commit} throws. */
    public boolean apply(Changing changing) {
        for (int attempt = 1; ; attempt++) {
            TableSnapshot base = table.snapshot().orElseGet(() -> TableSnapshot.absent(table.name(), schema));
            List<List<Object>> rows = new java.util.ArrayList<>();
            read(base, rows::add);
            Optional<Change> change = changing.change(rows);
            if (change.isEmpty()) {
                return false;
            }
            try {
                commit(base, change.get());
                return true;
            } catch (LakehouseException e) {
                if (e.kind() != FailureKind.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void commit(TableSnapshot base, Change change) {
        try {
            WrittenFile file = write(lake.storage().outputFolder(table.folder()), change.rows());
            try {
                lake.storage().publish(table.folder(), List.of(file.name()));
                table.commit(new TableChange(
                        base,
                        true,
                        schema,
                        List.of(file),
                        base.files(),
                        Optional.empty(),
                        change.operation(),
                        change.parameters(),
                        change.metrics()));
            } catch (LakehouseException e) {
                // Both are thrown before the log is written to; others may leave open whether it was.
                if (e.kind() == FailureKind.CONFLICT || e.kind() == FailureKind.USER) {
                    table.discard(List.of(file));
                }
                throw e;
            }
        } finally {
            lake.storage().release();
        }
    }

    private WrittenFile write(Path folder, List<? extends List<?>> rows) {
        Path file = folder.resolve("part-" + UUID.randomUUID() + ".parquet");
        try (RowWriter writer = new RowWriter(file, schema)) {
            for (List<?> row : rows) {
                writer.write(row);
            }
            return writer.finish();
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void read(TableSnapshot snapshot, Consumer<List<Object>> rows) {
        try {
            for (DataFile file : snapshot.files()) {
                RowReader.read(lake.storage().localFile(table.dataPath(file)), schema, rows);
            }
        } catch (IOException e) {
            throw failed("read", e);
        } finally {
            lake.storage().release();
        }
    }

    private LakehouseException failed(String what, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "STORAGE_FAILED",
                table.name() + " cannot be " + what,
                String.valueOf(e.getMessage()),
                "check the disk and run the command again",
                e);
    }
}
