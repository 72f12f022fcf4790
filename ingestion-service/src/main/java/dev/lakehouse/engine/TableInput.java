package dev.lakehouse.engine;

import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

import static java.util.Objects.requireNonNull;

/**
 * A table, or a part of one, as an engine reads it.
 *
 * @param files Parquet files of this machine; a column of the schema that a file lacks reads as null
 * @param rows how many there are, for progress and for choosing a way; -1 where it is not known
 */
public record TableInput(TableName name, TableSchema schema, List<Path> files, long rows) {
    public TableInput {
        requireNonNull(name, "name is null");
        requireNonNull(schema, "schema is null");
        files = List.copyOf(files);
    }
}
