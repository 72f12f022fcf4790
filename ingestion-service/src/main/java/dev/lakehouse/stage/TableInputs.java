package dev.lakehouse.stage;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
                lake.storage()
                        .localFiles(files.stream()
                                .sorted(Comparator.comparing(DataFile::name))
                                .map(table::dataPath)
                                .toList()),
                counted ? files.stream().mapToLong(DataFile::rows).sum() : -1);
    }

    /** The files of a snapshot that an engine read from those paths. */
    public static List<DataFile> filesAt(Lake lake, TableSnapshot snapshot, List<Path> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        DeltaTable table = lake.table(snapshot.table());
        Set<Path> wanted = Set.copyOf(paths);
        return snapshot.files().stream()
                .filter(file -> wanted.contains(lake.storage().localFile(table.dataPath(file))))
                .toList();
    }
}
