package dev.lakehouse.stage;

import java.util.Comparator;
import java.util.List;

import dev.lakehouse.engine.TableInput;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.DeltaTable;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

/** Tables of a lake as an engine reads them. */
public final class TableInputs {
    private TableInputs() {}

    /** All of a table at that snapshot, its files in the order of their names. */
    public static TableInput of(Lake lake, TableSnapshot snapshot) {
        return of(lake, snapshot, snapshot.files());
    }

    /** Some of its files, in the order of their names: batches in order, and within one the order in which it was written. */
    public static TableInput of(Lake lake, TableSnapshot snapshot, List<DataFile> files) {
        DeltaTable table = lake.table(snapshot.table());
        boolean counted = files.stream().allMatch(file -> file.rows() >= 0);
        return new TableInput(
                snapshot.table(),
                snapshot.schema(),
                files.stream()
                        .sorted(Comparator.comparing(DataFile::name))
                        .map(file -> lake.storage().localFile(table.dataPath(file)))
                        .toList(),
                counted ? files.stream().mapToLong(DataFile::rows).sum() : -1);
    }

    /** The files of a snapshot that an engine read from those paths. */
    public static List<DataFile> filesAt(Lake lake, TableSnapshot snapshot, List<java.nio.file.Path> paths) {
        DeltaTable table = lake.table(snapshot.table());
        return snapshot.files().stream()
                .filter(file -> paths.contains(lake.storage().localFile(table.dataPath(file))))
                .toList();
    }
}
