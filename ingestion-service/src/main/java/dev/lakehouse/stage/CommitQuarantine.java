package dev.lakehouse.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.engine.DataFileNames;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;

/**
 * Commits what a batch refused, before the table's own commit.
 *
 * <p>A run that was cut off between the two may be gone on with under other rules. What the batch refuses then takes the place
 * of what it refused before: a row is in the table or in its quarantine, and never in neither.
 */
public final class CommitQuarantine {
    private final Lake lake;
    private final CommitFiles commits;

    public CommitQuarantine(Lake lake) {
        this.lake = lake;
        this.commits = new CommitFiles(lake);
    }

    /**
     * Commits the refused rows of a batch; {@code everything} says that they take the place of all that were refused.
     *
     * @param accepted the files of the same batch that the table's own commit is to add: if this one fails, that one is not
     *     tried, and they are deleted
     */
    public void commit(
            DeltaTable table,
            BatchMark batch,
            List<WrittenFile> refused,
            List<WrittenFile> accepted,
            boolean everything,
            Map<String, String> parameters) {
        try {
            commit(table, batch, refused, everything, parameters);
        } catch (RuntimeException e) {
            CommitFiles.discardAfter(e, table, accepted);
            throw e;
        }
    }

    private void commit(
            DeltaTable table,
            BatchMark batch,
            List<WrittenFile> refused,
            boolean everything,
            Map<String, String> parameters) {
        DeltaTable quarantine = lake.table(table.name().quarantine());
        if (lastBatch(table, batch) >= batch.number()) {
            quarantine.discard(refused);
            return;
        }
        TableSnapshot before =
                quarantine.snapshot().orElseGet(() -> TableSnapshot.absent(quarantine.name(), QuarantineSchema.TABLE));
        boolean cutOff = before.lastBatch(batch.appId()) >= batch.number();
        List<DataFile> outdated = outdated(before, batch, everything, cutOff);
        if (refused.isEmpty() && outdated.isEmpty()) {
            return;
        }
        commits.commit(
                quarantine,
                new TableChange(
                        before,
                        everything || cutOff,
                        QuarantineSchema.TABLE,
                        refused,
                        outdated,
                        cutOff ? Optional.empty() : Optional.of(batch),
                        "WRITE",
                        parameters,
                        Map.of(
                                "numOutputRows",
                                refused.stream().mapToLong(WrittenFile::rows).sum())));
    }

    private static List<DataFile> outdated(TableSnapshot before, BatchMark batch, boolean everything, boolean cutOff) {
        if (everything) {
            return before.files();
        }
        String ofBatch = DataFileNames.prefix(batch.number());
        return cutOff
                ? before.files().stream()
                        .filter(file -> file.name().startsWith(ofBatch))
                        .toList()
                : List.of();
    }

    private static long lastBatch(DeltaTable table, BatchMark batch) {
        return table.snapshot()
                .map(snapshot -> snapshot.lastBatch(batch.appId()))
                .orElse(TableSnapshot.NO_BATCH);
    }
}
