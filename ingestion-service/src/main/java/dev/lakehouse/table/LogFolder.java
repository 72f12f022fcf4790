package dev.lakehouse.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** The files of a table's log as they lie there, for questions that need no snapshot. */
final class LogFolder {
    static final String NAME = "_delta_log";

    private static final Pattern COMMIT = Pattern.compile("([0-9]{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("([0-9]{20})\\.checkpoint\\..*parquet");

    private final Storage storage;
    private final TableName table;
    private final StoragePath folder;

    LogFolder(Storage storage, TableName table, StoragePath tableFolder) {
        this.storage = storage;
        this.table = table;
        this.folder = tableFolder.resolve(NAME);
    }

    /**
     * The commits, and when each was made: the file's modification time in milliseconds, or a millisecond after the commit
     * before it where a clock went backwards, as Delta's own readers count.
     */
    NavigableMap<Long, Instant> commits() {
        TreeMap<Long, Instant> commits = new TreeMap<>();
        for (StoredFile file : storage.list(folder)) {
            Matcher name = COMMIT.matcher(file.path().fileName());
            if (name.matches()) {
                Instant modified = Instant.ofEpochMilli(file.modified().toEpochMilli());
                Map.Entry<Long, Instant> before = commits.lastEntry();
                boolean later = before == null || modified.isAfter(before.getValue());
                commits.put(
                        Long.parseLong(name.group(1)),
                        later ? modified : before.getValue().plusMillis(1));
            }
        }
        return commits;
    }

    /** The oldest version whose files can still be told: the first commit, or a checkpoint after log clean-up. */
    OptionalLong oldestSnapshot(NavigableMap<Long, Instant> commits) {
        if (commits.containsKey(0L)) {
            return OptionalLong.of(0);
        }
        return storage.list(folder).stream()
                .map(file -> CHECKPOINT.matcher(file.path().fileName()))
                .filter(Matcher::matches)
                .mapToLong(name -> Long.parseLong(name.group(1)))
                .filter(commits::containsKey)
                .min();
    }

    boolean exists() {
        return storage.list(folder).stream()
                .anyMatch(file -> COMMIT.matcher(file.path().fileName()).matches());
    }

    /** What a commit did; empty where there is none of that version, or none any more. */
    Optional<LogEntry> entry(long version, Instant committed) {
        StoragePath file = file(version);
        if (storage.find(file).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LogEntry.read(version, committed, storage.read(file)));
        } catch (IOException e) {
            throw TableFailures.unreadable(table, file.value(), e);
        }
    }

    /** The version after {@code after} whose commit contains {@code mark}, a text that no other commit has. */
    OptionalLong find(String mark, long after) {
        for (long version = after + 1; storage.find(file(version)).isPresent(); version++) {
            if (new String(storage.read(file(version)), StandardCharsets.UTF_8).contains(mark)) {
                return OptionalLong.of(version);
            }
        }
        return OptionalLong.empty();
    }

    /** The protocol that the table has now, as far as the commits that are still there say. */
    Optional<JsonNode> protocol() {
        for (Map.Entry<Long, Instant> commit : commits().descendingMap().entrySet()) {
            Optional<JsonNode> protocol =
                    entry(commit.getKey(), commit.getValue()).flatMap(LogEntry::protocol);
            if (protocol.isPresent()) {
                return protocol;
            }
        }
        return Optional.empty();
    }

    private StoragePath file(long version) {
        return folder.resolve("%020d.json".formatted(version));
    }

    @Override
    public String toString() {
        return folder.value();
    }
}
