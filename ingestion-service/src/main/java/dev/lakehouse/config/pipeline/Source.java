package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * Files that land, and how they are read, or a table of a database, of which such files are made. Its bronze table bears its name.
 *
 * @param path a glob below the landing folder: {@code loja/pedidos/**}
 * @param options how files of other formats than CSV are written
 * @param columns types that bronze is to have; a column of text that is not named here is kept as text, unchanged
 * @param maxFiles the most files of one batch
 * @param maxBytes the most bytes of landing files in one batch; a single larger file is a batch of its own
 * @param unpack how much may come out of one that is packed
 * @param evolution what becomes of columns that bronze does not have
 * @param database the table that the files are extracted from; empty where somebody else lands them
 */
public record Source(
        String name,
        String path,
        FileFormat format,
        LoadMode mode,
        ChangedFilePolicy changedFiles,
        CsvOptions csv,
        FormatOptions options,
        List<Column> columns,
        int maxFiles,
        DataSize maxBytes,
        UnpackLimits unpack,
        SchemaEvolution evolution,
        Optional<DatabaseTable> database) {
    /** The file that says that the folder in which it lies is a whole table, of sources whose snapshots are extracted. */
    public static final String COMPLETE = "_SUCCESS";

    public Source {
        requireNonNull(name, "name is null");
        requireNonNull(path, "path is null");
        requireNonNull(format, "format is null");
        requireNonNull(mode, "mode is null");
        requireNonNull(changedFiles, "changedFiles is null");
        requireNonNull(csv, "csv is null");
        requireNonNull(options, "options is null");
        columns = List.copyOf(columns);
        requireNonNull(maxBytes, "maxBytes is null");
        requireNonNull(unpack, "unpack is null");
        requireNonNull(evolution, "evolution is null");
        requireNonNull(database, "database is null");
    }

    /** The same one with other options of delimited text. */
    public Source with(CsvOptions other) {
        return new Source(
                name,
                path,
                format,
                mode,
                changedFiles,
                other,
                options,
                columns,
                maxFiles,
                maxBytes,
                unpack,
                evolution,
                database);
    }

    /** A source whose format has no options, or has them as they are by default, with the usual limits for packed files. */
    public Source(
            String name,
            String path,
            FileFormat format,
            LoadMode mode,
            ChangedFilePolicy changedFiles,
            CsvOptions csv,
            List<Column> columns,
            int maxFiles,
            DataSize maxBytes) {
        this(
                name,
                path,
                format,
                mode,
                changedFiles,
                csv,
                FormatOptions.DEFAULTS,
                columns,
                maxFiles,
                maxBytes,
                UnpackLimits.DEFAULTS,
                SchemaEvolution.ADD_COLUMNS,
                Optional.empty());
    }

    /** The bronze table that keeps what landed. */
    public TableName table() {
        return new TableName(Layer.BRONZE, name);
    }
}
