package dev.lakehouse.table;

import java.util.List;

/**
 * What changed between two versions of a table: rows of {@code removed} that are not in {@code added} are gone, and the other
 * way round. Files that came and went in between are in neither, nor are those whose commit said that it changed no data.
 *
 * @param described whether a commit in between described the table anew, so that it may have other columns
 */
public record FileChanges(List<DataFile> added, List<DataFile> removed, boolean described) {
    public FileChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    public boolean none() {
        return added.isEmpty() && removed.isEmpty();
    }
}
