package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.table.WrittenFile;

/** What rows became in a table: files in the place of others. */
record MergedRows(List<WrittenFile> files, List<Path> replaced, long inserted, long updated) {}
