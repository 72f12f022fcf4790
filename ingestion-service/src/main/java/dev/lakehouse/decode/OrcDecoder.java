package dev.lakehouse.decode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.RecordReader;
import org.apache.orc.TypeDescription;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/** ORC. Each field of the struct is a column, of its own type where Delta has it. A stripe is in memory as a whole. */
final class OrcDecoder implements RowDecoder {
    private final Reader reader;
    private final RecordReader rows;
    private final VectorizedRowBatch vectors;
    private final List<OrcColumn> fields = new ArrayList<>();
    private final DecodedColumns columns = new DecodedColumns();
    private final boolean single;
    private final long bytes;
    private int next;

    OrcDecoder(Path file) throws IOException {
        this.bytes = Files.size(file);
        try {
            this.reader = open(file);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
        TypeDescription schema = reader.getSchema();
        this.single = schema.getCategory() != TypeDescription.Category.STRUCT;
        try {
            this.rows = reader.rows();
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw failure(e);
        }
        this.vectors = schema.createRowBatch(RowBatch.MOST_ROWS);
        if (single) {
            add("value", schema);
        } else {
            for (int place = 0; place < schema.getFieldNames().size(); place++) {
                add(schema.getFieldNames().get(place), schema.getChildren().get(place));
            }
        }
    }

    private static Reader open(Path file) throws IOException {
        Configuration settings = new Configuration(false);
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), settings);
        return OrcFile.createReader(
                new org.apache.hadoop.fs.Path(file.toUri()),
                OrcFile.readerOptions(settings)
                        .filesystem(local)
                        .useUTCTimestamp(true)
                        .convertToProlepticGregorian(true));
    }

    private void add(String name, TypeDescription type) {
        OrcColumn column = OrcColumn.of(type);
        fields.add(column);
        columns.add(name, column.type());
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        try {
            while (!batch.full()) {
                if (next >= vectors.size) {
                    next = 0;
                    if (!rows.nextBatch(vectors)) {
                        vectors.size = 0;
                        return false;
                    }
                }
                put(batch, next++);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    private void put(RowBatch batch, int row) {
        for (int place = 0; place < fields.size(); place++) {
            fields.get(place).put(batch, place, vectors.cols[place], row);
        }
        batch.endRow();
    }

    private static IOException failure(Exception cause) {
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IOException("it is no sound ORC file: " + message, cause);
    }

    @Override
    public long position() {
        try {
            return (long) ((double) bytes * rows.getProgress());
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
        reader.close();
    }
}
