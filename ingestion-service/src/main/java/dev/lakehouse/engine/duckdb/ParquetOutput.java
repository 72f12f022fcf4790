package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.lakehouse.engine.DataFileNames;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/**
 * Writes a query's rows as Parquet files into a table's folder.
 *
 * <p>The options were measured (docs/adr/0004): a dictionary is not built for columns of nearly distinct values, which halves
 * the time, and a row group ends at 64 MB of rows where these are so wide that it would else fill the memory.
 */
final class ParquetOutput {
    private static final String OPTIONS =
            "format parquet, compression zstd, compression_level 1, dictionary_size_limit 2000,"
                    + " row_group_size_bytes '64MB', timestamp_is_adjusted_to_utc true,"
                    + " return_stats";
    private static final String FILE_SIZE = "128MB";

    private final Session session;
    private final Path folder;
    private final String prefix;
    private int parts;

    /** @param batch comes first in the files' names, so that names in order are batches in order */
    ParquetOutput(Session session, Path folder, long batch) {
        this(session, folder, DataFileNames.prefix(batch));
    }

    /** @param names what the files' names begin with */
    ParquetOutput(Session session, Path folder, String names) {
        this.session = session;
        this.folder = folder;
        this.prefix = names + UUID.randomUUID();
    }

    private ParquetOutput(Session session, ParquetOutput whole) {
        this.session = session;
        this.folder = whole.folder;
        this.prefix = whole.nextName();
    }

    /** Where the files are. */
    Path folder() {
        return folder;
    }

    /** A part of this one, for another session: its names stand behind those given out so far, and before all later ones. */
    ParquetOutput part(Session other) {
        return new ParquetOutput(other, this);
    }

    /** One file that keeps the query's order, whatever its size; none where there are no rows. */
    List<WrittenFile> ordered(String query, TableSchema schema, Progress progress) throws SQLException {
        String name = nextName() + ".parquet";
        return write(query, schema, folder.resolve(name), "", progress);
    }

    /** Files of about 128 MB, in any order. */
    List<WrittenFile> sized(String query, TableSchema schema, Progress progress) throws SQLException {
        String name = nextName();
        String options =
                ", file_size_bytes '" + FILE_SIZE + "', filename_pattern '" + name + "-{i}', overwrite_or_ignore true";
        try {
            return write(query, schema, folder, options, progress);
        } catch (SQLException e) {
            // The rows may be written anew in another way.
            discard(name);
            throw e;
        }
    }

    /** Deletes files that are written anew in another way. */
    void discard(List<WrittenFile> files) {
        files.forEach(file -> delete(folder.resolve(file.name())));
    }

    /** Deletes what this has written, complete or not: after a failure no log will name it. */
    void discard() {
        discard(prefix);
    }

    private void discard(String name) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + name + "*")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Parts are numbered in the order of writing, and their names sort in that order. */
    private String nextName() {
        return String.format(Locale.ROOT, "%s-%05d", prefix, parts++);
    }

    private List<WrittenFile> write(String query, TableSchema schema, Path target, String options, Progress progress)
            throws SQLException {
        List<WrittenFile> written = new ArrayList<>();
        String copy = "copy (" + query + ") to " + Sql.text(target.toString()) + " (" + OPTIONS + options + ")";
        session.forEach(copy, progress, row -> {
            Path file = Path.of(row.getString("filename"));
            long rows = row.getLong("count");
            if (rows == 0) {
                delete(file);
                return;
            }
            Map<?, ?> statistics = (Map<?, ?>) row.getObject("column_statistics");
            written.add(new WrittenFile(
                    file.getFileName().toString(),
                    row.getLong("file_size_bytes"),
                    rows,
                    WrittenRanges.of(statistics, schema)));
        });
        written.sort(Comparator.comparing(WrittenFile::name));
        return written;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
