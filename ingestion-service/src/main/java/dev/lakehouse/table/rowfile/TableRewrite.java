package dev.lakehouse.table.rowfile;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * A small Delta table, of the lake's own books or of scores: a change writes it whole, in one file, and holds no more of it
 * in memory than whoever makes the change does. Where another writer was faster, the same change is made again of what that one left.
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
    public record Change(String operation, Map<String, String> parameters, Map<String, Long> metrics) {}

    /** The rows that the table has. They can be gone through several times. */
    public interface Rows {
        long count();

        void read(Consumer<List<Object>> taker);
    }

    /** Takes the rows that the table is to have. */
    public interface Sink {
        void write(List<?> values);
    }

    /** Makes the change; empty where there is nothing to change, whatever was written. */
    public interface Changing {
        /**
         * Is told that the rows to change are pinned: what another writer commits from now on makes this try fail. What the change depends on
         * besides can be looked at here, for nothing is held yet that reading would release; what it throws ends the change.
         */
        default void pinned() {}

        Optional<Change> change(Rows before, Sink after);
    }

    public TableRewrite(Lake lake, TableName name, TableSchema schema) {
        this.lake = lake;
        this.table = lake.table(name);
        this.schema = schema;
    }

    /** Gives all rows that the table has now. */
    public void read(Consumer<List<Object>> rows) {
        try {
            table.snapshot().ifPresent(snapshot -> read(snapshot, rows));
        } finally {
            lake.storage().release();
        }
    }

    /** Changes the table; true where there was something to change. Throws what {@link DeltaTable#commit} throws. */
    public boolean apply(Changing changing) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(changing);
            } catch (LakehouseException e) {
                if (e.kind() != FailureKind.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private boolean attempt(Changing changing) {
        TableSnapshot base = table.snapshot().orElseGet(() -> TableSnapshot.absent(table.name(), schema));
        changing.pinned();
        // Reading releases nothing, for the folder that is written to would go with it.
        try (NewFile file = new NewFile(lake.storage().outputFolder(table.folder()), schema)) {
            Optional<Change> change = changing.change(rows(base), values -> write(file, values));
            if (change.isPresent()) {
                commit(base, change.get(), finish(file));
            }
            return change.isPresent();
        } catch (IOException e) {
            throw failed("written", e);
        } finally {
            lake.storage().release();
        }
    }

    private void commit(TableSnapshot base, Change change, WrittenFile file) {
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
    }

    private Rows rows(TableSnapshot snapshot) {
        return new Rows() {
            @Override
            public long count() {
                return snapshot.rows();
            }

            @Override
            public void read(Consumer<List<Object>> taker) {
                TableRewrite.this.read(snapshot, taker);
            }
        };
    }

    private void write(NewFile file, List<?> values) {
        try {
            file.write(values);
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private WrittenFile finish(NewFile file) {
        try {
            return file.finish();
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
