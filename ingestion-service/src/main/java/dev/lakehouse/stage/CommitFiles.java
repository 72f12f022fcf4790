package dev.lakehouse.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.CommitOutcome;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.WrittenFile;

/** Makes files that an engine wrote durable, commits them, and deletes them again only where they surely are in no log. */
public final class CommitFiles {
    private final Lake lake;

    public CommitFiles(Lake lake) {
        this.lake = lake;
    }

    /** Where an engine writes files for a table. */
    public Path output(DeltaTable table) {
        return lake.storage().outputFolder(folder(table));
    }

    /** Takes the names of complete files among them while an engine still writes others, see {@link dev.lakehouse.storage.Storage}. */
    public Consumer<String> ahead(DeltaTable table) {
        return lake.storage().publishAhead(folder(table));
    }

    /** Commits a change; throws what {@link DeltaTable#commit} throws. */
    public CommitOutcome commit(DeltaTable table, TableChange change) {
        try {
            lake.storage()
                    .publish(
                            folder(table),
                            change.added().stream().map(WrittenFile::name).toList());
        } catch (RuntimeException e) {
            discardAfter(e, table, change.added());
            throw e;
        }
        try {
            CommitOutcome outcome = table.commit(change);
            if (outcome instanceof CommitOutcome.AlreadyApplied) {
                table.discard(change.added());
            }
            return outcome;
        } catch (LakehouseException e) {
            // Both are thrown before the log is written to; others may leave open whether it was.
            if (e.kind() == FailureKind.CONFLICT || e.kind() == FailureKind.USER) {
                discardAfter(e, table, change.added());
            }
            throw e;
        }
    }

    /** Deletes files whose commit was not tried because of {@code failure}, which stays the one that is told. */
    public static void discardAfter(RuntimeException failure, DeltaTable table, List<WrittenFile> files) {
        try {
            table.discard(files);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static StoragePath folder(DeltaTable table) {
        return table.folder();
    }
}
