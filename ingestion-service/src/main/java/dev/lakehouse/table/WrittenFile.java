package dev.lakehouse.table;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A Parquet file that an engine has just written into a table's folder, and that no log names yet.
 *
 * @param ranges by column, in the order of the schema; a column whose type has no order is left out
 */
public record WrittenFile(String name, long bytes, long rows, Map<String, ColumnRange> ranges) {
    public WrittenFile {
        requireNonNull(name, "name is null");
        ranges = Map.copyOf(ranges);
    }
}
