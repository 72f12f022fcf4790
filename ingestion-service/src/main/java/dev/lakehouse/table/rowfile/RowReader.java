package dev.lakehouse.table.rowfile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableSchema;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Reads Parquet files of few rows, as {@link RowWriter} takes them. */
public final class RowReader {
    private RowReader() {}

    /** Gives the file's rows, one after another; a column that it does not have is null. */
    public static void read(Path file, TableSchema schema, Consumer<List<Object>> rows) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            MessageType message = reader.getFileMetaData().getSchema();
            MessageColumnIO columns = new ColumnIOFactory().getColumnIO(message);
            for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
                RecordReader<Group> records = columns.getRecordReader(pages, new GroupRecordConverter(message));
                for (long row = 0; row < pages.getRowCount(); row++) {
                    rows.accept(values(records.read(), message, schema));
                }
            }
        }
    }

    private static List<Object> values(Group group, MessageType message, TableSchema schema) {
        List<Object> values = new ArrayList<>();
        for (Column column : schema.columns()) {
            boolean present = message.containsField(column.name()) && group.getFieldRepetitionCount(column.name()) > 0;
            values.add(present ? value(group, column) : null);
        }
        return values;
    }

    private static Object value(Group group, Column column) {
        return switch ((Primitive) column.type()) {
            case STRING -> group.getString(column.name(), 0);
            case TINYINT, SMALLINT, INTEGER -> (long) group.getInteger(column.name(), 0);
            case BIGINT -> group.getLong(column.name(), 0);
            case DOUBLE -> group.getDouble(column.name(), 0);
            case TIMESTAMP -> Instant.EPOCH.plus(group.getLong(column.name(), 0), ChronoUnit.MICROS);
            default -> throw new IllegalArgumentException(column.name() + " is " + column.type());
        };
    }
}
