package dev.lakehouse.trainer.example;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.TableSnapshot;
import dev.lakehouse.trainer.column.ColumnFile;
import dev.lakehouse.trainer.column.ColumnValues;
import dev.lakehouse.trainer.column.WantedColumn;

/** The row groups of a pinned version, in the order of its files' names. Safe for use by several threads. */
final class TableGroups {
    private final Storage storage;
    private final DeltaTable table;
    private final List<Group> groups;

    /** One row group. */
    record Group(DataFile file, int number, int rows) {}

    /** Throws {@code TABLE_VERSION_VACUUMED}, of kind data, where a file is gone. */
    TableGroups(Storage storage, DeltaTable table, TableSnapshot snapshot) {
        this.storage = storage;
        this.table = table;
        for (DataFile file : snapshot.files()) {
            if (storage.find(table.dataPath(file)).isEmpty()) {
                throw ExampleFailures.fileGone(table.name(), snapshot.version(), file.name());
            }
        }
        List<Group> found = new ArrayList<>();
        for (DataFile file : snapshot.files()) {
            try (ColumnFile columns = open(file)) {
                List<Integer> rows = columns.rowGroups();
                for (int number = 0; number < rows.size(); number++) {
                    found.add(new Group(file, number, rows.get(number)));
                }
            } finally {
                storage.release();
            }
        }
        this.groups = List.copyOf(found);
    }

    List<Group> all() {
        return groups;
    }

    /** The wanted columns of a row group. */
    Map<String, ColumnValues> read(Group group, Set<WantedColumn> wanted) {
        try (ColumnFile file = open(group.file())) {
            return file.read(group.number(), wanted);
        } finally {
            storage.release();
        }
    }

    private ColumnFile open(DataFile file) {
        Path local = storage.localFile(table.dataPath(file));
        return ColumnFile.open(local, storage.uri(table.dataPath(file)).toString());
    }
}
