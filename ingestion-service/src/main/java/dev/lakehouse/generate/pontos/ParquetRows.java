package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Rows as Parquet. Nothing is compressed, for what a codec makes of bytes changes with its version and machine: so the same rows
 * are the same bytes, as long as parquet-hadoop is of one version, whose name stands in each file.
 */
final class ParquetRows implements RowOutput {
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final MessageType type;
    private final ParquetWriter<Group> writer;

    ParquetRows(List<Field> fields, OutputStream out) throws IOException {
        this.type =
                new MessageType("row", fields.stream().map(ParquetRows::column).toList());
        this.writer = ExampleParquetWriter.builder(new StreamedFile(out))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
    }

    @Override
    public void write(Object... values) throws IOException {
        Group row = new SimpleGroup(type);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof String text) {
                row.add(i, text);
            } else if (values[i] instanceof Long number) {
                row.add(i, number);
            }
        }
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Type column(Field field) {
        return switch (field.kind()) {
            case NUMBER -> Types.optional(PrimitiveTypeName.INT64).named(field.name());
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(field.name());
            case TIME ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MILLIS))
                        .named(field.name());
        };
    }
}
