package dev.lakehouse.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.engine.DataFileNames;
import dev.lakehouse.table.BatchMark;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableChange;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.table.WrittenFile;

/**
 * Commits what a batch has for a table beside its own, a quarantine or tombstones, before the table's own commit.
 *
 * <p>A run that was cut off between the two may be gone on with under other rules. What the batch has for the companion then takes the
 * place of what it had before: a row is in the table or in its quarantine, and never in neither.
 */
public final class CommitCompanions {
    private final Lake lake;
    private final CommitFiles commits;

    public CommitCompanions(Lake lake) {
        this.lake = lake;
        this.commits = new CommitFiles(lake);
    }

    /**
     * Commits the files of a batch; {@code everything} says that they take the place of all that the companions have.
     *
     * @param accepted the files of the same batch that the table's own commit is to add: if one of these fails, that one is not
     *     tried, and they are deleted
     */
    public void commit(
            DeltaTable table,
            BatchMark batch,
            List<Companion> companions,
            List<WrittenFile> accepted,
            boolean everything,
            Map<String, String> parameters) {
        for (int i = 0; i < companions.size(); i++) {
            try {
                commit(table, batch, companions.get(i), everything, parameters);
            } catch (RuntimeException e) {
                CommitFiles.discardAfter(e, table, accepted);
                companions
                        .subList(i + 1, companions.size())
                        .forEach(later -> CommitFiles.discardAfter(e, lake.table(later.table()), later.files()));
                throw e;
            }
        }
    }

    private void commit(
            DeltaTable table,
            BatchMark batch,
            Companion companion,
            boolean everything,
            Map<String, String> parameters) {
        DeltaTable beside = lake.table(companion.table());
        // Looked at first: whatever another process commits to it behind this makes the commit below a conflict.
        TableSnapshot before =
                beside.snapshot().orElseGet(() -> TableSnapshot.absent(companion.table(), companion.schema()));
        if (lastBatch(table, batch) >= batch.number()) {
            beside.discard(companion.files());
            return;
        }
        boolean cutOff = before.lastBatch(batch.appId()) >= batch.number();
        List<DataFile> outdated = outdated(before, batch, everything, cutOff);
        if (companion.files().isEmpty() && outdated.isEmpty()) {
            return;
        }
        commits.commit(
                beside,
                new TableChange(
                        before,
                        everything || cutOff,
                        companion.schema(),
                        companion.files(),
                        outdated,
                        cutOff ? Optional.empty() : Optional.of(batch),
                        "WRITE",
                        parameters,
                        Map.of(
                                "numOutputRows",
                                companion.files().stream()
                                        .mapToLong(WrittenFile::rows)
                                        .sum())));
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
