package dev.lakehouse.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;

/**
 * A table, which may not exist yet (Delta protocol, reader 1 and writer 2). Its methods look at the store each time; they
 * throw a failure of kind external where the store fails, and of kind user where another program gave the table a feature
 * that we would read or write wrong ({@code UNSUPPORTED_TABLE_FEATURE}).
 */
public final class DeltaTable {
    private final Lake lake;
    private final TableName name;
    private final Storage storage;
    private final StoragePath folder;
    private final LogFolder files;
    private final OpenLog log;
    private final Committer committer;

    DeltaTable(Lake lake, TableName name) {
        this.lake = lake;
        this.name = name;
        this.storage = lake.storage();
        this.folder = new StoragePath(name.layer().label()).resolve(name.table());
        this.files = new LogFolder(storage, name, folder);
        this.log = new OpenLog(storage, name, folder, files);
        this.committer = new Committer(storage, name, folder, log, files);
    }

    public TableName name() {
        return name;
    }

    /** Where its data files and its log lie. */
    public StoragePath folder() {
        return folder;
    }

    /** Where a data file lies. */
    public StoragePath dataPath(DataFile file) {
        return folder.resolve(file.name());
    }

    /** Whether anything was ever committed to it. */
    public boolean exists() {
        return files.exists();
    }

    /** The table as it is now; empty where there is none. */
    public Optional<TableSnapshot> snapshot() {
        return log.latest();
    }

    /** The table as it was at a version; {@code TABLE_VERSION_NOT_FOUND} names those that there are. */
    public TableSnapshot snapshot(long version) {
        NavigableMap<Long, Instant> commits = commits();
        long newest = commits.lastKey();
        long oldest = files.oldestSnapshot(commits).orElse(newest);
        if (version < oldest || version > newest) {
            throw TableFailures.noVersion(name, version, oldest, newest);
        }
        return log.at(version);
    }

    /**
     * The table as it was at a time: its last version that was committed no later. After the newest version that is the
     * newest; a time before the oldest, or still to come, is {@code TABLE_TIME_NOT_FOUND}.
     */
    public TableSnapshot snapshotAsOf(Instant time) {
        NavigableMap<Long, Instant> commits = commits();
        Map.Entry<Long, Instant> newest = commits.lastEntry();
        long oldest = files.oldestSnapshot(commits).orElse(newest.getKey());
        String known = "its oldest version is %d of %s, its newest %d of %s"
                .formatted(oldest, commits.get(oldest), newest.getKey(), newest.getValue());
        if (time.isAfter(Instant.now()) && time.isAfter(newest.getValue())) {
            throw TableFailures.noTime(name, time, "that time is still to come; " + known);
        }
        return commits.tailMap(oldest, true).descendingMap().entrySet().stream()
                .filter(commit -> !commit.getValue().isAfter(time))
                .findFirst()
                .map(commit -> log.at(commit.getKey()))
                .orElseThrow(() -> TableFailures.noTime(name, time, known));
    }

    /** Its last commits, newest first, at most {@code limit} of them; none where there is no table. */
    public List<CommitEntry> history(int limit) {
        return files.commits().descendingMap().entrySet().stream()
                .limit(limit)
                .flatMap(commit -> files.entry(commit.getKey(), commit.getValue()).stream())
                .map(LogEntry::commit)
                .toList();
    }

    /**
     * What changed after version {@code fromExclusive} (-1: since the table was empty) up to {@code toInclusive}.
     *
     * <p>{@code CHANGES_UNAVAILABLE}, of kind data, says that the log no longer reaches back so far: what depends on the
     * changes is to be computed anew. A file that a compaction replaced meanwhile is told all the same, and is on the store
     * for a week after that. Of a removed file the log tells the name and the bytes, but neither rows nor statistics.
     */
    public FileChanges changes(long fromExclusive, long toInclusive) {
        if (fromExclusive == TableSnapshot.NO_VERSION) {
            return new FileChanges(snapshot(toInclusive).files(), List.of(), true);
        }
        NavigableMap<Long, Instant> commits = commits();
        if (fromExclusive > toInclusive || toInclusive > commits.lastKey()) {
            throw TableFailures.noVersion(name, toInclusive, fromExclusive, commits.lastKey());
        }
        List<LogEntry> entries = new ArrayList<>();
        for (long version = fromExclusive + 1; version <= toInclusive; version++) {
            Instant committed = commits.getOrDefault(version, Instant.EPOCH);
            Optional<LogEntry> entry = files.entry(version, committed);
            if (entry.isEmpty()) {
                throw TableFailures.changesUnavailable(name, fromExclusive, toInclusive, version);
            }
            entries.add(entry.get());
        }
        return NetChanges.of(entries);
    }

    /**
     * Commits a change.
     *
     * <p>Failures: {@code COMMIT_CONFLICT} (kind conflict) where the change rewrites a table that moved on,
     * {@code SCHEMA_MISMATCH}, {@code COLUMN_NAME_ILLEGAL} and {@code UNSUPPORTED_TABLE_FEATURE} (kind user) and
     * {@code COMMIT_REFUSED} (kind external): with these nothing was committed, and the files written for the change may
     * {@linkplain #discard go}. With {@code COMMIT_OUTCOME_UNKNOWN} (kind external) nothing may be deleted.
     */
    public CommitOutcome commit(TableChange change) {
        if (!change.base().table().equals(name)) {
            throw new IllegalArgumentException("a change of " + change.base().table() + " was given to " + name);
        }
        lake.claim();
        return committer.commit(change);
    }

    /** Deletes files that were written for a change which surely was not committed. */
    public void discard(List<WrittenFile> written) {
        Set<String> committed = snapshot().map(TableSnapshot::files).orElse(List.of()).stream()
                .map(DataFile::name)
                .collect(Collectors.toSet());
        for (WrittenFile file : written) {
            if (committed.contains(file.name())) {
                throw TableFailures.internal(name, "A discarded file", file.name() + " is in the table");
            }
        }
        written.forEach(file -> storage.delete(folder.resolve(file.name())));
    }

    private NavigableMap<Long, Instant> commits() {
        NavigableMap<Long, Instant> commits = files.commits();
        if (commits.isEmpty()) {
            throw TableFailures.missing(name);
        }
        return commits;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
