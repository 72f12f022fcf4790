package dev.lakehouse.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.delta.kernel.Scan;
import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Reads tables with Delta Kernel, the reader that the Delta project maintains for others. */
public final class KernelReader {
    private final Engine engine = DefaultEngine.create(settings());

    private static Configuration settings() {
        Configuration settings = new Configuration(false);
        settings.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
        settings.setBoolean("fs.file.impl.disable.cache", true);
        return settings;
    }

    /** The rows at a version, as {@link RowText} has them. */
    public List<String> rows(Path table, long version) {
        return rows(table, version, Optional.empty());
    }

    /** The rows of those files that may hold rows for a predicate, as the files' statistics say. */
    public List<String> rows(Path table, long version, Predicate predicate) {
        return rows(table, version, Optional.of(predicate));
    }

    /** For each predicate the data files that may hold rows for it, as the files' statistics say. */
    public List<List<Path>> files(Path table, long version, List<Predicate> predicates) {
        try {
            Snapshot snapshot = Table.forPath(engine, table.toUri().toString()).getSnapshotAsOfVersion(engine, version);
            List<List<Path>> found = new ArrayList<>();
            for (Predicate predicate : predicates) {
                found.add(files(snapshot.getScanBuilder().withFilter(predicate).build()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(Scan scan) throws IOException {
        List<Path> found = new ArrayList<>();
        try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
            while (files.hasNext()) {
                try (CloseableIterator<Row> batch = files.next().getRows()) {
                    batch.forEachRemaining(file -> found.add(Path.of(URI.create(
                            InternalScanFileUtils.getAddFileStatus(file).getPath()))));
                }
            }
        }
        return found;
    }

    private List<String> rows(Path table, long version, Optional<Predicate> predicate) {
        try {
            Snapshot snapshot = Table.forPath(engine, table.toString()).getSnapshotAsOfVersion(engine, version);
            ScanBuilder builder = snapshot.getScanBuilder();
            Scan scan = predicate.map(builder::withFilter).orElse(builder).build();
            Row state = scan.getScanState(engine);
            List<List<Object>> rows = new ArrayList<>();
            try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(engine)) {
                while (files.hasNext()) {
                    try (CloseableIterator<Row> batch = files.next().getRows()) {
                        while (batch.hasNext()) {
                            read(state, batch.next(), snapshot.getSchema(), rows);
                        }
                    }
                }
            }
            return RowText.sorted(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Row state, Row file, StructType schema, List<List<Object>> rows) throws IOException {
        CloseableIterator<FileReadResult> read = engine.getParquetHandler()
                .readParquetFiles(
                        Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                        ScanStateRow.getPhysicalDataReadSchema(state),
                        Optional.empty());
        CloseableIterator<ColumnarBatch> physical = read.map(FileReadResult::getData);
        try (CloseableIterator<FilteredColumnarBatch> logical =
                Scan.transformPhysicalData(engine, state, file, physical)) {
            while (logical.hasNext()) {
                ColumnarBatch batch = logical.next().getData();
                for (int row = 0; row < batch.getSize(); row++) {
                    List<Object> values = new ArrayList<>();
                    for (int column = 0; column < schema.length(); column++) {
                        values.add(text(batch.getColumnVector(column), row));
                    }
                    rows.add(values);
                }
            }
        }
    }

    private static Object text(ColumnVector vector, int row) {
        if (vector.isNullAt(row)) {
            return null;
        }
        DataType type = vector.getDataType();
        if (type instanceof StringType) {
            return vector.getString(row);
        } else if (type instanceof BooleanType) {
            return Boolean.toString(vector.getBoolean(row));
        } else if (type instanceof ByteType) {
            return Byte.toString(vector.getByte(row));
        } else if (type instanceof ShortType) {
            return Short.toString(vector.getShort(row));
        } else if (type instanceof IntegerType) {
            return Integer.toString(vector.getInt(row));
        } else if (type instanceof LongType) {
            return Long.toString(vector.getLong(row));
        } else if (type instanceof FloatType) {
            return RowText.floating(vector.getFloat(row));
        } else if (type instanceof DoubleType) {
            return RowText.floating(vector.getDouble(row));
        } else if (type instanceof DecimalType) {
            return RowText.decimal(vector.getDecimal(row));
        } else if (type instanceof DateType) {
            return LocalDate.ofEpochDay(vector.getInt(row)).toString();
        } else if (type instanceof io.delta.kernel.types.TimestampType) {
            return RowText.instant(Instant.EPOCH.plus(vector.getLong(row), ChronoUnit.MICROS));
        } else if (type instanceof BinaryType) {
            return RowText.bytes(vector.getBinary(row));
        } else if (type instanceof ArrayType) {
            return elements(vector.getArray(row));
        } else if (type instanceof MapType) {
            return entries(vector.getMap(row));
        } else if (type instanceof StructType struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            int at = 0;
            for (StructField field : struct.fields()) {
                fields.put(field.getName(), text(vector.getChild(at++), row));
            }
            return fields;
        }
        throw new IllegalArgumentException("no text for " + type);
    }

    private static Object elements(ArrayValue array) {
        List<Object> elements = new ArrayList<>();
        for (int at = 0; at < array.getSize(); at++) {
            elements.add(text(array.getElements(), at));
        }
        return elements;
    }

    private static Object entries(MapValue map) {
        Map<Object, Object> entries = new HashMap<>();
        for (int at = 0; at < map.getSize(); at++) {
            entries.put(text(map.getKeys(), at), text(map.getValues(), at));
        }
        return RowText.map(entries);
    }
}
