package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.lakehouse.decode.ColumnValues;
import dev.lakehouse.decode.RefusedRecord;
import dev.lakehouse.decode.RowBatch;
import dev.lakehouse.schema.ColumnType;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/**
 * The rows of one statement: those of the next batches up to one that brings a new column, or one of another type. There the
 * statement ends, and the next goes on with more columns.
 */
final class DecodedPart {
    /** Where much is refused the statement ends, too, for what is refused waits in memory until then. */
    private static final long MOST_REFUSED_BYTES = 4 << 20;

    private final DecodedFiles files;
    private final DecodedNames names;
    private final Map<String, ColumnType> columns = new LinkedHashMap<>();
    private final Map<String, Integer> vectors = new LinkedHashMap<>();
    private final List<Refused> refused = new ArrayList<>();
    private long refusedBytes;

    /** @param file its place in the group */
    record Refused(int file, RefusedRecord record) {}

    /** @param files of which at least one batch is left */
    DecodedPart(DecodedFiles files, DecodedNames names) throws IOException {
        this.files = files;
        this.names = names;
        for (DecodedBatch batch : files.ahead()) {
            Map<String, ColumnType> its = names.of(batch);
            if (its.entrySet().stream()
                    .anyMatch(column -> columns.containsKey(column.getKey())
                            && !columns.get(column.getKey()).equals(column.getValue()))) {
                break;
            }
            columns.putAll(its);
        }
        columns.keySet().forEach(name -> vectors.put(name, vectors.size()));
    }

    /** By name in bronze, the types that landed. */
    Map<String, ColumnType> columns() {
        return columns;
    }

    /** The function's column for one of bronze. */
    String vector(String column) {
        return "c" + vectors.get(column);
    }

    List<Refused> refused() {
        return refused;
    }

    /** Names the function's columns. */
    void declare(BiConsumer<String, DuckDBColumnType> column) {
        columns.forEach((name, type) -> column.accept(
                vector(name),
                switch (ColumnValues.storage(type)) {
                    case TEXT -> DuckDBColumnType.VARCHAR;
                    case NUMBER -> DuckDBColumnType.BIGINT;
                    case FLOATING -> DuckDBColumnType.DOUBLE;
                }));
        column.accept("file_index", DuckDBColumnType.BIGINT);
    }

    /** Writes the next rows and says how many; 0 at the end. */
    long next(DuckDBDataChunkWriter output) throws IOException {
        while (refusedBytes < MOST_REFUSED_BYTES) {
            Optional<DecodedBatch> batch = files.peek().filter(this::fits);
            if (batch.isEmpty()) {
                return 0;
            }
            files.take();
            RowBatch rows = batch.get().rows();
            for (RefusedRecord record : rows.refused()) {
                refused.add(new Refused(batch.get().file(), record));
                refusedBytes += record.text().length();
            }
            if (rows.rows() > 0) {
                write(batch.get(), output);
                return rows.rows();
            }
        }
        return 0;
    }

    private boolean fits(DecodedBatch batch) {
        return names.of(batch).entrySet().stream()
                .allMatch(column -> column.getValue().equals(columns.get(column.getKey())));
    }

    private void write(DecodedBatch batch, DuckDBDataChunkWriter output) {
        RowBatch rows = batch.rows();
        Map<String, Integer> places = new LinkedHashMap<>();
        names.of(batch).keySet().forEach(name -> places.put(name, places.size()));
        columns.forEach((name, type) -> {
            DuckDBWritableVector vector = output.vector(vectors.get(name));
            Optional<ColumnValues> values =
                    Optional.ofNullable(places.get(name)).flatMap(rows::column);
            if (values.isPresent()) {
                write(values.get(), type, vector, rows.rows());
            } else {
                for (int row = 0; row < rows.rows(); row++) {
                    vector.setNull(row);
                }
            }
        });
        DuckDBWritableVector index = output.vector(columns.size());
        for (int row = 0; row < rows.rows(); row++) {
            index.setLong(row, batch.file());
        }
    }

    /** What the driver does itself, in half of its time. */
    private static byte[][] utf8(String[] texts) {
        byte[][] bytes = new byte[texts.length][];
        for (int row = 0; row < texts.length; row++) {
            bytes[row] = texts[row] == null ? null : texts[row].getBytes(StandardCharsets.UTF_8);
        }
        return bytes;
    }

    private static void write(ColumnValues values, ColumnType type, DuckDBWritableVector vector, int rows) {
        ColumnValues.Storage storage = ColumnValues.storage(type);
        if (storage == ColumnValues.Storage.TEXT) {
            vector.setStringUtf8Batch(0, utf8(values.texts(rows)));
            return;
        }
        for (int row = 0; row < rows; row++) {
            if (values.isNull(row)) {
                vector.setNull(row);
            } else if (storage == ColumnValues.Storage.NUMBER) {
                vector.setLong(row, values.number(row));
            } else {
                vector.setDouble(row, values.floating(row));
            }
        }
    }
}
