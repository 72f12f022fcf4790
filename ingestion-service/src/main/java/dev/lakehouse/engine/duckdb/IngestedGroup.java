package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * What became of a group of landing files, or of several.
 *
 * @param schema the bronze table's columns behind it
 * @param unreadable a sentence for each file that could not be read through
 * @param outside columns that landed and were not let in
 * @param rows by landing file, what it has become
 */
record IngestedGroup(
        TableSchema schema,
        List<WrittenFile> files,
        List<String> unreadable,
        Set<String> outside,
        Map<String, RowsOfFiles.Rows> rows) {
    IngestedGroup {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
        outside = Set.copyOf(outside);
        rows = Map.copyOf(rows);
    }

    /** This one, and the next behind it. */
    IngestedGroup then(IngestedGroup next) {
        List<WrittenFile> allFiles = new ArrayList<>(files);
        allFiles.addAll(next.files);
        List<String> allUnreadable = new ArrayList<>(unreadable);
        allUnreadable.addAll(next.unreadable);
        Set<String> allOutside = new HashSet<>(outside);
        allOutside.addAll(next.outside);
        Map<String, RowsOfFiles.Rows> allRows = new HashMap<>(rows);
        next.rows.forEach((file, more) -> allRows.merge(file, more, RowsOfFiles.Rows::plus));
        return new IngestedGroup(schema.plus(next.schema.columns()), allFiles, allUnreadable, allOutside, allRows);
    }
}
