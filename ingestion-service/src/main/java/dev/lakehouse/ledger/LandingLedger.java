package dev.lakehouse.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.lakehouse.engine.Condition;
import dev.lakehouse.engine.FileSkipping;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;
import dev.lakehouse.table.rowfile.RowReader;
import dev.lakehouse.table.rowfile.RowWriter;

import static java.util.Objects.requireNonNull;

/**
 * The Delta table {@code ops.landing_files}. Files that were taken in are added batch by batch, and stay; rows of a batch that was
 * read again take the place of those that it had. Those that are refused are a data file of their own for each source, which is
 * replaced when others are refused.
 */
public final class LandingLedger {
    public static final TableName NAME = new TableName(Layer.OPS, "landing_files");

    private static final int TRIES = 10;

    private final Lake lake;
    private final DeltaTable table;
    private Optional<TableSnapshot> known = Optional.empty();

    public LandingLedger(Lake lake) {
        this.lake = requireNonNull(lake, "lake is null");
        this.table = lake.table(NAME);
    }

    /** The last batch of a source whose files are recorded, see {@link SourceBooks}. */
    long lastBatch(String appId) {
        return snapshot().lastBatch(mark(appId));
    }

    /** The files of a source that are recorded as refused. */
    List<LedgerRow> refused(String appId) {
        List<LedgerRow> rows = new ArrayList<>();
        for (DataFile file : snapshot().files()) {
            if (isOfRefused(file, appId)) {
                read(file, rows::add);
            }
        }
        return rows;
    }

    /** Gives all that is recorded. */
    public void read(Consumer<LedgerRow> rows) {
        try {
            known = Optional.empty();
            snapshot().files().forEach(file -> read(file, rows));
        } finally {
            lake.storage().release();
        }
    }

    /**
     * Records files of a source, unless another process has recorded these batches meanwhile.
     *
     * @param last the last batch of which {@code taken} has files
     * @param refused all that are refused now; empty where that has not changed
     */
    void add(String appId, long last, List<LedgerRow> taken, Optional<List<LedgerRow>> refused) {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(appId, last, taken, refused);
                return;
            } catch (LakehouseException e) {
                known = Optional.empty();
                if (e.kind() != FailureKind.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            } finally {
                lake.storage().release();
            }
        }
    }

    private void attempt(String appId, long last, List<LedgerRow> taken, Optional<List<LedgerRow>> refused) {
        TableSnapshot base = snapshot();
        boolean isNew = !taken.isEmpty() && base.lastBatch(mark(appId)) < last;
        List<WrittenFile> written = new ArrayList<>();
        List<DataFile> outdated = new ArrayList<>();
        if (isNew) {
            List<LedgerRow> rows = new ArrayList<>(taken);
            outdated.addAll(takeOver(base, appId, rows));
            write(takenPrefix(appId), rows).ifPresent(written::add);
        }
        if (refused.isPresent()) {
            base.files().stream().filter(file -> isOfRefused(file, appId)).forEach(outdated::add);
        }
        refused.flatMap(rows -> write(refusedPrefix(appId), rows)).ifPresent(written::add);
        if (written.isEmpty() && outdated.isEmpty()) {
            return;
        }
        lake.storage()
                .publish(table.folder(), written.stream().map(WrittenFile::name).toList());
        try {
            table.commit(new TableChange(
                    base,
                    !outdated.isEmpty(),
                    LedgerRow.SCHEMA,
                    written,
                    outdated,
                    isNew ? Optional.of(new BatchMark(mark(appId), last)) : Optional.empty(),
                    "WRITE",
                    Map.of("source", appId),
                    Map.of(
                            "numOutputRows",
                            written.stream().mapToLong(WrittenFile::rows).sum())));
        } catch (LakehouseException e) {
            if (e.kind() == FailureKind.CONFLICT || e.kind() == FailureKind.USER) {
                table.discard(written);
            }
            throw e;
        }
        known = Optional.empty();
    }

    /** Where {@code rows} are of batches that were read again: the files that tell of these, whose other rows go over. */
    private List<DataFile> takeOver(TableSnapshot base, String appId, List<LedgerRow> rows) {
        Set<Long> again = batches(rows);
        again.removeIf(batch -> batch > base.lastBatch(mark(appId)));
        if (again.isEmpty()) {
            return List.of();
        }
        Condition ofThese = new Condition(LedgerRow.BATCH, Condition.Operator.IN, List.copyOf(again));
        List<DataFile> outdated = new ArrayList<>();
        for (DataFile file : base.files()) {
            if (file.name().startsWith(takenPrefix(appId) + "-") && FileSkipping.mayHold(file, List.of(ofThese))) {
                read(file, row -> {
                    if (!again.contains(row.batch().getAsLong())) {
                        rows.add(row);
                    }
                });
                outdated.add(file);
            }
        }
        return outdated;
    }

    /** The batches that these rows are of. */
    static Set<Long> batches(List<LedgerRow> taken) {
        return taken.stream().map(row -> row.batch().getAsLong()).collect(Collectors.toCollection(TreeSet::new));
    }

    private Optional<WrittenFile> write(String prefix, List<LedgerRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String name = prefix + "-" + UUID.randomUUID() + ".parquet";
        try (RowWriter writer =
                new RowWriter(lake.storage().outputFolder(table.folder()).resolve(name), LedgerRow.SCHEMA)) {
            for (LedgerRow row : rows) {
                writer.write(row.values());
            }
            return Optional.of(writer.finish());
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void read(DataFile file, Consumer<LedgerRow> rows) {
        StoragePath path = table.dataPath(file);
        try {
            RowReader.read(
                    lake.storage().localFile(path), LedgerRow.SCHEMA, values -> rows.accept(LedgerRow.of(values)));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private TableSnapshot snapshot() {
        if (known.isEmpty()) {
            known = Optional.of(table.snapshot().orElseGet(() -> TableSnapshot.absent(NAME, LedgerRow.SCHEMA)));
        }
        return known.get();
    }

    private static boolean isOfRefused(DataFile file, String appId) {
        return file.name().startsWith(refusedPrefix(appId) + "-");
    }

    private static String takenPrefix(String appId) {
        return "taken-" + appId;
    }

    private static String refusedPrefix(String appId) {
        return "refused-" + appId;
    }

    private static String mark(String appId) {
        return NAME + "/" + appId;
    }

    private static LakehouseException failed(String what, IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "STORAGE_FAILED",
                NAME + " cannot be " + what,
                String.valueOf(e.getMessage()),
                "check the disk and run the pipeline again: what is in bronze stays, and is recorded then",
                e);
    }
}
