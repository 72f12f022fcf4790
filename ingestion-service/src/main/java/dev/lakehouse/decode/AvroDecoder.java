package dev.lakehouse.decode;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;

/** Avro's container files. Each field of the record is a column, of its own type where Delta has it. */
final class AvroDecoder implements RowDecoder {
    private final LandedBytes bytes;
    private final AvroEnd end;
    private final DataFileStream<Object> records;
    private final DecodedColumns columns = new DecodedColumns();
    private final List<AvroField> fields;
    private final boolean single;
    private Object reused;

    AvroDecoder(Path file) throws IOException {
        this.bytes = LandedBytes.open(file);
        GenericData plain = new GenericData();
        plain.setFastReaderEnabled(true);
        try {
            this.end = AvroEnd.of(bytes, file);
            this.records = new DataFileStream<>(end, new GenericDatumReader<>(null, null, plain));
        } catch (IOException | AvroRuntimeException e) {
            bytes.close();
            throw failure(e);
        }
        Schema schema = records.getSchema();
        this.single = schema.getType() != Schema.Type.RECORD;
        this.fields = single
                ? List.of(AvroField.of("value", schema))
                : schema.getFields().stream()
                        .map(field -> AvroField.of(field.name(), field.schema()))
                        .toList();
        fields.forEach(field -> columns.add(field.name(), field.type()));
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        try {
            while (!batch.full()) {
                if (!records.hasNext()) {
                    if (!end.whole()) {
                        throw new EOFException("it is cut off within a block");
                    }
                    return false;
                }
                reused = records.next(reused);
                for (int place = 0; place < fields.size(); place++) {
                    Object value = single ? reused : ((IndexedRecord) reused).get(place);
                    if (value != null) {
                        fields.get(place).put(batch, place, value);
                    }
                }
                batch.endRow();
            }
            return true;
        } catch (IOException | AvroRuntimeException e) {
            throw failure(e);
        }
    }

    private static IOException failure(Exception cause) {
        Throwable deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
        return new IOException("it is no sound Avro file: " + message, cause);
    }

    @Override
    public long position() {
        return bytes.position();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
