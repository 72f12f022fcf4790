package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.List;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Reads landing files of one shape. */
interface LandingReader {
    /** The columns that these files bring, those of {@code known} with the types that they have there. */
    List<Column> columns(List<LandedFile> files, TableSchema known) throws SQLException;

    /** Writes the files' rows in their order, and notes each line that is no row in {@code malformed}. */
    List<WrittenFile> write(List<LandedFile> files, TableSchema schema, Malformed malformed, Progress progress)
            throws SQLException;
}
