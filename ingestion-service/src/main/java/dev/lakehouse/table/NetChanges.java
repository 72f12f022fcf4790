package dev.lakehouse.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.table.LogEntry.FileAction;

/** Adds up consecutive commits; those of their file actions that change no rows do not count. */
final class NetChanges {
    private final Map<String, DataFile> added = new LinkedHashMap<>();
    private final Map<String, DataFile> removed = new LinkedHashMap<>();

    private NetChanges() {}

    static FileChanges of(List<LogEntry> entries) {
        NetChanges changes = new NetChanges();
        for (LogEntry entry : entries) {
            // Within one commit the order of actions means nothing (Delta protocol, "Action Reconciliation").
            entry.files().stream()
                    .filter(action -> action.dataChange() && !action.added())
                    .forEach(changes::remove);
            entry.files().stream()
                    .filter(action -> action.dataChange() && action.added())
                    .forEach(changes::add);
        }
        return new FileChanges(
                List.copyOf(changes.added.values()),
                List.copyOf(changes.removed.values()),
                entries.stream().anyMatch(LogEntry::describes));
    }

    private void remove(FileAction action) {
        String name = action.file().name();
        if (added.remove(name) == null) {
            removed.put(name, action.file());
        }
    }

    private void add(FileAction action) {
        String name = action.file().name();
        if (removed.remove(name) == null) {
            added.put(name, action.file());
        }
    }
}
