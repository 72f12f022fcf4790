package dev.lakehouse.trainer.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;
import dev.lakehouse.trainer.rowfile.RowReader;
import dev.lakehouse.trainer.rowfile.RowWriter;

/**
 * The Delta table {@code ops.models}. It has a row for each run, so it stays small: a change writes it whole, and is done again on what
 * another writer made of it in between.
 */
public final class ModelTable {
    public static final TableName NAME = new TableName(Layer.OPS, "models");

    private static final int TRIES = 10;

    private final Lake lake;
    private final DeltaTable table;

    public ModelTable(Lake lake) {
        this.lake = lake;
        this.table = lake.table(NAME);
    }

    /** All runs, the newest first. */
    public List<ModelRow> rows() {
        return table.snapshot().map(this::rows).orElse(List.of()).stream()
                .sorted(Comparator.comparing(ModelRow::startedAt).reversed())
                .toList();
    }

    /** The run of that name; {@code RUN_NOT_FOUND}, of kind user, names the nearest. */
    public ModelRow run(String run) {
        List<ModelRow> rows = rows();
        return rows.stream()
                .filter(row -> row.run().equals(run))
                .findFirst()
                .orElseThrow(
                        () -> notFound(run, rows.stream().map(ModelRow::run).toList()));
    }

    /** The run of a model that was promoted last. */
    public Optional<ModelRow> promoted(String model) {
        return rows().stream()
                .filter(row -> row.model().equals(model) && row.promotedAt().isPresent())
                .max(Comparator.comparing(row -> row.promotedAt().orElseThrow()));
    }

    /** Adds a run, unless it is there already. */
    public void add(ModelRow row) {
        change("WRITE", rows -> {
            if (rows.stream().anyMatch(known -> known.run().equals(row.run()))) {
                return rows;
            }
            List<ModelRow> more = new ArrayList<>(rows);
            more.add(row);
            return more;
        });
    }

    /** Makes a run the one that predicts. */
    public void promote(String run, Instant now) {
        run(run);
        change(
                "UPDATE",
                rows -> rows.stream()
                        .map(row -> row.run().equals(run) ? row.promoted(now) : row)
                        .toList());
    }

    private void change(String operation, UnaryOperator<List<ModelRow>> change) {
        for (int attempt = 1; ; attempt++) {
            TableSnapshot base = table.snapshot().orElseGet(() -> TableSnapshot.absent(NAME, ModelRow.SCHEMA));
            List<ModelRow> before = rows(base);
            List<ModelRow> after = change.apply(before);
            if (after.equals(before)) {
                return;
            }
            try {
                commit(operation, base, after);
                return;
            } catch (LakehouseException e) {
                if (e.kind() != FailureKind.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void commit(String operation, TableSnapshot base, List<ModelRow> rows) {
        Path folder = lake.storage().outputFolder(table.folder());
        try {
            WrittenFile file = write(folder, rows);
            try {
                lake.storage().publish(table.folder(), List.of(file.name()));
                table.commit(new TableChange(
                        base,
                        true,
                        ModelRow.SCHEMA,
                        List.of(file),
                        base.files(),
                        Optional.empty(),
                        operation,
                        Map.of("mode", "Overwrite"),
                        Map.of("numOutputRows", (long) rows.size())));
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

    private static WrittenFile write(Path folder, List<ModelRow> rows) {
        try (RowWriter writer =
                new RowWriter(folder.resolve("part-" + UUID.randomUUID() + ".parquet"), ModelRow.SCHEMA)) {
            for (ModelRow row : rows) {
                writer.write(row.values());
            }
            return writer.finish();
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private List<ModelRow> rows(TableSnapshot snapshot) {
        List<ModelRow> rows = new ArrayList<>();
        try {
            for (DataFile file : snapshot.files()) {
                Path local = lake.storage().localFile(table.dataPath(file));
                RowReader.read(local, ModelRow.SCHEMA, values -> rows.add(ModelRow.of(values)));
            }
            return rows;
        } catch (IOException e) {
            throw failed("read", e);
        } finally {
            lake.storage().release();
        }
    }

    private static LakehouseException notFound(String run, List<String> known) {
        return new LakehouseException(
                FailureKind.USER,
                "RUN_NOT_FOUND",
                "There is no run " + run,
                known.isEmpty()
                        ? "no model was trained in this lake yet"
                        : Suggestion.nearest(run, known)
                                .map(near -> "the nearest name is " + near)
                                .orElse("no run has a name like that"),
                known.isEmpty()
                        ? "train one with 'lakehouse train <model>'"
                        : "'lakehouse models' lists those that there are");
    }

    private static LakehouseException failed(String what, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "STORAGE_FAILED",
                NAME + " cannot be " + what,
                String.valueOf(e.getMessage()),
                "check the disk and run the command again",
                e);
    }
}
