package dev.lakehouse.extract;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file in the making: a table's columns, and behind them one of text for each whose odd values are in it. */
final class RowFile implements AutoCloseable {
    /** Of memory, for each reader. */
    private static final long ROW_GROUP_BYTES = 16L << 20;

    /** Rows may be large, so that memory is looked at early. */
    private static final int FIRST_LOOK = 16;

    private final List<SourceColumn> columns;
    private final MessageType type;
    private final ParquetWriter<Group> writer;

    /** @param odd the names of columns that have a second one for odd values */
    RowFile(Path file, List<SourceColumn> columns, Set<String> odd) throws IOException {
        this.columns = List.copyOf(columns);
        List<Type> types = new ArrayList<>();
        columns.forEach(column -> types.add(column.kind().column(column)));
        columns.stream()
                .map(SourceColumn::name)
                .filter(odd::contains)
                .forEach(name -> types.add(ValueKind.text(name + SourceColumn.ODD_SUFFIX)));
        this.type = new MessageType("row", types);
        this.writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withMinRowCountForPageSizeCheck(FIRST_LOOK)
                .build();
    }

    /** @param row a value or null for each column of the file, as {@link RowValues} has them */
    void write(Object[] row) throws IOException {
        Group group = new SimpleGroup(type);
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null) {
                add(group, i, row[i]);
            }
        }
        writer.write(group);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void add(Group group, int index, Object value) {
        ValueKind kind = index < columns.size() ? columns.get(index).kind() : ValueKind.TEXT;
        switch (kind) {
            case BOOLEAN -> group.add(index, (boolean) (Boolean) value);
            case INTEGER, DATE -> group.add(index, (int) (Integer) value);
            case BIGINT, TIMESTAMP, INSTANT -> group.add(index, (long) (Long) value);
            case REAL -> group.add(index, (float) (Float) value);
            case DOUBLE -> group.add(index, (double) (Double) value);
            case DECIMAL -> addDecimal(group, index, (BigInteger) value);
            case TEXT -> group.add(index, (String) value);
            case BINARY -> group.add(index, Binary.fromConstantByteArray((byte[]) value));
        }
    }

    private void addDecimal(Group group, int index, BigInteger unscaled) {
        if (columns.get(index).precision() <= ValueKind.INTEGER_DIGITS) {
            group.add(index, unscaled.intValueExact());
            return;
        }
        if (columns.get(index).precision() <= ValueKind.LONG_DIGITS) {
            group.add(index, unscaled.longValueExact());
            return;
        }
        byte[] number = unscaled.toByteArray();
        byte[] wide = new byte[ValueKind.DECIMAL_BYTES];
        Arrays.fill(wide, (byte) (unscaled.signum() < 0 ? -1 : 0));
        System.arraycopy(number, 0, wide, wide.length - number.length, number.length);
        group.add(index, Binary.fromConstantByteArray(wide));
    }
}
