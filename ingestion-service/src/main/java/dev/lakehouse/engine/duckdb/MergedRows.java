package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.table.WrittenFile;

/** What rows became in a table: files in the place of others, and the counts of {@link dev.lakehouse.engine.Refined}. */
record MergedRows(
        List<WrittenFile> files,
        List<Path> replaced,
        List<WrittenFile> tombstones,
        long inserted,
        long updated,
        long deleted,
        long superseded,
        long unchanged,
        Optional<String> keysUnknown) {
    /** Rows that were all added. */
    static MergedRows added(List<WrittenFile> files, long superseded) {
        long rows = files.stream().mapToLong(WrittenFile::rows).sum();
        return new MergedRows(files, List.of(), List.of(), rows, 0, 0, superseded, 0, Optional.empty());
    }
}
