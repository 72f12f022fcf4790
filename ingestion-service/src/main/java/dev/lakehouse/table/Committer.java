package dev.lakehouse.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.exceptions.DeltaConcurrentModificationException;
import io.delta.standalone.expressions.Literal;
import io.delta.standalone.internal.DeltaLogImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits a change once or not at all (Delta protocol, "Delta Log Entries"; the three outcomes of Apache Iceberg's commits).
 *
 * <p>A conflict is settled by starting again from the table as it is then: the batch may be in it, a change that rewrites
 * what has moved on is given up, and anything else still means the same.
 */
final class Committer {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int ATTEMPTS = 100;
    private static final int FIRST_PAUSE_MILLIS = 5;
    private static final int LONGEST_PAUSE_MILLIS = 500;

    private final Storage storage;
    private final TableName table;
    private final StoragePath folder;
    private final OpenLog openLog;
    private final LogFolder files;

    Committer(Storage storage, TableName table, StoragePath folder, OpenLog openLog, LogFolder files) {
        this.storage = storage;
        this.table = table;
        this.folder = folder;
        this.openLog = openLog;
        this.files = files;
    }

    CommitOutcome commit(TableChange change) {
        if (!change.rewrites() && !change.removed().isEmpty()) {
            throw TableFailures.internal(table, "An append", "it would remove files");
        }
        List<AddFile> added = added(change);
        DeltaConcurrentModificationException conflict = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            DeltaLogImpl log = openLog.log();
            OptimisticTransaction transaction = openLog.reading(log::startTransaction);
            Optional<CommitOutcome> applied = alreadyApplied(change, transaction);
            if (applied.isPresent()) {
                return applied.get();
            }
            checkBase(change, transaction, conflict);
            checkWritable(change, transaction, log);
            try {
                return commit(change, added, transaction);
            } catch (DeltaConcurrentModificationException e) {
                conflict = e;
            }
            if (!pause(attempt)) {
                break;
            }
        }
        throw conflict(change, conflict);
    }

    /** Lets the others go first for a random while, longer each time; false where this thread is to stop. */
    private static boolean pause(int attempt) {
        int longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<CommitOutcome> alreadyApplied(TableChange change, OptimisticTransaction transaction) {
        return change.batch()
                // It also makes the commit fail when another writer applies a batch of this appId meanwhile.
                .filter(batch -> transaction.txnVersion(batch.appId()) >= batch.number())
                .map(batch -> new CommitOutcome.AlreadyApplied(transaction.readVersion()));
    }

    private void checkBase(TableChange change, OptimisticTransaction transaction, Throwable cause) {
        long base = change.base().version();
        boolean movedOn = transaction.readVersion() > base;
        boolean vanished = transaction.readVersion() < base;
        if (vanished || (movedOn && change.rewrites())) {
            throw conflict(change, cause);
        }
    }

    private void checkWritable(TableChange change, OptimisticTransaction transaction, DeltaLogImpl log) {
        if (transaction.readVersion() == TableSnapshot.NO_VERSION) {
            return;
        }
        if (log.snapshot().protocol().getMinWriterVersion() > 2) {
            throw TableFailures.unsupported(table, TableFeatures.named(files.protocol()), true, null);
        }
        TableFeatures.obstacleToRead(transaction.metadata())
                .or(() -> TableFeatures.obstacleToWrite(transaction.metadata()))
                .ifPresent(obstacle -> {
                    throw TableFailures.unsupported(table, obstacle, true, null);
                });
        boolean appendOnly =
                Boolean.parseBoolean(transaction.metadata().getConfiguration().get("delta.appendOnly"));
        if (appendOnly && !change.removed().isEmpty()) {
            throw TableFailures.unsupported(table, "the property delta.appendOnly=true", true, null);
        }
    }

    private CommitOutcome commit(TableChange change, List<AddFile> added, OptimisticTransaction transaction) {
        List<Action> actions = new ArrayList<>();
        Schemas.update(table, transaction, change.schema());
        change.batch()
                .ifPresent(batch -> actions.add(
                        new SetTransaction(batch.appId(), batch.number(), Optional.of(System.currentTimeMillis()))));
        if (change.rewrites()) {
            transaction.readWholeTable();
            actions.addAll(removed(change, transaction));
        }
        actions.addAll(added);
        String mark = UUID.randomUUID().toString();
        try {
            return new CommitOutcome.Applied(transaction
                    .commit(actions, Operations.of(change, mark), Lake.engine())
                    .getVersion());
        } catch (DeltaConcurrentModificationException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            return new CommitOutcome.Applied(findCommitted(mark, transaction.readVersion(), e));
        }
    }

    /**
     * Whether a commit that threw was made all the same: Standalone writes checkpoints in the course of it, and the disk may
     * fail after the log entry is there. A storage that failed does nothing more afterwards, so a log without the entry settles
     * that it was not made; unless the storage says that a request may be on its way still.
     */
    private long findCommitted(String mark, long after, Throwable e) {
        // An interrupt would fail the look at the log too.
        boolean interrupted = Thread.interrupted() || e instanceof InterruptedException;
        OptionalLong version;
        try {
            version = files.find(mark, after);
        } catch (LakehouseException unreadable) {
            e.addSuppressed(unreadable);
            throw TableFailures.outcomeUnknown(table, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (version.isEmpty()) {
            if (e instanceof LakehouseException failure && failure.code().equals(Storage.OUTCOME_UNKNOWN)) {
                throw TableFailures.outcomeUnknown(table, e);
            }
            throw TableFailures.refused(table, files.toString(), e);
        }
        LOG.warn(
                "Version {} of {} was committed, but what follows a commit was not done: {}",
                version.getAsLong(),
                table,
                TableFailures.reason(e));
        return version.getAsLong();
    }

    private List<AddFile> added(TableChange change) {
        List<AddFile> added = new ArrayList<>();
        for (WrittenFile file : change.added()) {
            long modified = storage.find(folder.resolve(file.name()))
                    .filter(stored -> stored.bytes() == file.bytes())
                    .map(stored -> stored.modified().toEpochMilli())
                    .orElseThrow(() -> TableFailures.internal(
                            table, "A new file", file.name() + " is not there with " + file.bytes() + " bytes"));
            String statistics = Json.quote(FileStatistics.json(file, change.schema()));
            added.add(new AddFile(
                    FilePaths.encode(file.name()), Map.of(), file.bytes(), modified, true, statistics, null));
        }
        return added;
    }

    private List<Action> removed(TableChange change, OptimisticTransaction transaction) {
        Map<String, AddFile> current = current(transaction).stream()
                .collect(Collectors.toMap(file -> FilePaths.decode(file.getPath()), file -> file));
        List<Action> removed = new ArrayList<>();
        for (DataFile file : change.removed()) {
            AddFile there = current.get(file.name());
            if (there == null) {
                throw TableFailures.internal(table, "A removed file", file.name() + " is not in the table");
            }
            // Standalone hands out files with dataChange=false, and would write their removal so too.
            removed.add(there.remove(true));
        }
        return removed;
    }

    private List<AddFile> current(OptimisticTransaction transaction) {
        return openLog.reading(() -> {
            List<AddFile> current = new ArrayList<>();
            try (CloseableIterator<AddFile> scan =
                    transaction.markFilesAsRead(Literal.True).getFiles()) {
                scan.forEachRemaining(current::add);
            }
            return current;
        });
    }

    private LakehouseException conflict(TableChange change, Throwable cause) {
        long base = change.base().version();
        String winner = files.commits().tailMap(base, false).entrySet().stream()
                .findFirst()
                .flatMap(next -> files.entry(next.getKey(), next.getValue()))
                .map(entry -> "version " + entry.commit().version() + " ("
                        + entry.commit().operation() + ") was committed at "
                        + entry.commit().committed())
                .orElse("its log no longer has that version");
        return TableFailures.conflict(table, base, winner, cause);
    }
}
