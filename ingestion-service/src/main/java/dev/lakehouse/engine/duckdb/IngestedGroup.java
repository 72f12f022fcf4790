package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * What became of a group of landing files, or of several.
 *
 * @param schema the bronze table's columns behind it
 * @param unreadable a sentence for each file that could not be read through
 */
record IngestedGroup(TableSchema schema, List<WrittenFile> files, List<String> unreadable) {
    IngestedGroup {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** This one, and the next behind it. */
    IngestedGroup then(IngestedGroup next) {
        List<WrittenFile> allFiles = new ArrayList<>(files);
        allFiles.addAll(next.files);
        List<String> allUnreadable = new ArrayList<>(unreadable);
        allUnreadable.addAll(next.unreadable);
        return new IngestedGroup(schema.plus(next.schema.columns()), allFiles, allUnreadable);
    }
}
