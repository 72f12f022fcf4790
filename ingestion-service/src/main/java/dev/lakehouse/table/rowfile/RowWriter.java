package dev.lakehouse.table.rowfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.ColumnRange;
import dev.lakehouse.table.WrittenFile;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;

/** Writes one Parquet file. Values are a {@code String}, {@code Long}, {@code Double}, {@code Instant} or null. */
public final class RowWriter implements AutoCloseable {
    /** Rows are in memory until a group of them is full; those of a table of scores may be millions. */
    private static final long GROUP_BYTES = 16 << 20;

    private final Path file;
    private final TableSchema schema;
    private final SimpleGroupFactory groups;
    private final ParquetWriter<Group> writer;
    private final List<RangeTally> tallies = new ArrayList<>();
    private long rows;
    private boolean closed;

    public RowWriter(Path file, TableSchema schema) throws IOException {
        MessageType message = RowSchema.of(schema);
        this.file = file;
        this.schema = schema;
        this.groups = new SimpleGroupFactory(message);
        this.writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(message)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(GROUP_BYTES)
                .build();
        schema.columns().forEach(column -> tallies.add(new RangeTally()));
    }

    /** Writes a row: a value, or null, for each column in order. */
    public void write(List<?> values) throws IOException {
        Group group = groups.newGroup();
        for (int column = 0; column < tallies.size(); column++) {
            tallies.get(column).add(values.get(column));
            set(group, column, values.get(column));
        }
        writer.write(group);
        rows++;
    }

    /** Ends the file, and tells what is in it. */
    public WrittenFile finish() throws IOException {
        close();
        Map<String, ColumnRange> ranges = new LinkedHashMap<>();
        for (int column = 0; column < tallies.size(); column++) {
            ranges.put(schema.columns().get(column).name(), tallies.get(column).range());
        }
        return new WrittenFile(file.getFileName().toString(), Files.size(file), rows, ranges);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            writer.close();
        }
    }

    private void set(Group group, int column, Object value) {
        if (value instanceof String text) {
            group.add(column, text);
        } else if (value instanceof Long number) {
            boolean wide = group.getType().getType(column).asPrimitiveType().getPrimitiveTypeName()
                    == org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
            if (wide) {
                group.add(column, number);
            } else {
                group.add(column, Math.toIntExact(number));
            }
        } else if (value instanceof Double number) {
            group.add(column, number);
        } else if (value instanceof Instant time) {
            group.add(column, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        } else if (value != null) {
            throw new IllegalArgumentException(schema.columns().get(column).name() + " is a "
                    + value.getClass().getSimpleName());
        }
    }
}
