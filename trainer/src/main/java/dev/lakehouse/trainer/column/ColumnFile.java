package dev.lakehouse.trainer.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.failure.LakehouseException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** One Parquet file. It is used by one thread at a time. */
public final class ColumnFile implements AutoCloseable {
    private final String name;
    private final ParquetFileReader reader;

    private ColumnFile(String name, ParquetFileReader reader) {
        this.name = name;
        this.reader = reader;
    }

    /**
     * Opens a file of this machine.
     *
     * @param name how failures name it
     * @throws LakehouseException {@code DATA_FILE_UNREADABLE}, of kind external
     */
    public static ColumnFile open(Path file, String name) {
        try {
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            return new ColumnFile(name, ParquetFileReader.open(new LocalInputFile(file), options));
        } catch (IOException | RuntimeException e) {
            throw ColumnFailures.unreadable(name, e);
        }
    }

    /** How many rows each of its row groups has. */
    public List<Integer> rowGroups() {
        return reader.getRowGroups().stream()
                .map(BlockMetaData::getRowCount)
                .map(Math::toIntExact)
                .toList();
    }

    /**
     * The wanted columns of a row group, by name. A column that the file does not have, because it was added to the table later, is
     * null in all rows.
     *
     * @throws LakehouseException {@code DATA_FILE_UNREADABLE}, of kind external, or {@code COLUMN_UNREADABLE}, of kind data, where
     *     a column cannot be read in the form that is wanted
     */
    public Map<String, ColumnValues> read(int rowGroup, Set<WantedColumn> wanted) {
        FileMetaData meta = reader.getFooter().getFileMetaData();
        Map<WantedColumn, ColumnDescriptor> found = new LinkedHashMap<>();
        Set<Type> fields = new LinkedHashSet<>();
        for (WantedColumn column : wanted) {
            field(meta.getSchema(), column.name()).ifPresent(field -> {
                found.put(column, leaf(meta.getSchema(), field));
                fields.add(field);
            });
        }
        int rows = rowGroups().get(rowGroup);
        Map<String, ColumnValues> values = new LinkedHashMap<>();
        Map<WantedColumn, ColumnDescriptor> left = new LinkedHashMap<>();
        try {
            if (!found.isEmpty()) {
                reader.setRequestedSchema(new MessageType(meta.getSchema().getName(), new ArrayList<>(fields)));
                try (PageReadStore pages = reader.readRowGroup(rowGroup)) {
                    found.forEach((column, leaf) -> readAtOnce(pages, column, leaf, rows)
                            .ifPresentOrElse(read -> values.put(column.name(), read), () -> left.put(column, leaf)));
                }
            }
            if (!left.isEmpty()) {
                values.putAll(readOneByOne(rowGroup, left, rows));
            }
        } catch (LakehouseException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw ColumnFailures.unreadable(name, e);
        }
        wanted.forEach(column -> values.computeIfAbsent(column.name(), absent -> nulls(column.form(), rows)));
        return values;
    }

    private static Optional<ColumnValues> readAtOnce(
            PageReadStore pages, WantedColumn column, ColumnDescriptor leaf, int rows) {
        if (leaf.getMaxRepetitionLevel() > 0) {
            return Optional.empty();
        }
        try {
            PlainPages plain = new PlainPages(leaf, pages.getPageReader(leaf), rows);
            return Optional.of(FlatColumns.read(column, leaf.getPrimitiveType(), plain, rows));
        } catch (PlainPages.OtherPagesException e) {
            return Optional.empty();
        }
    }

    private Map<String, ColumnValues> readOneByOne(int rowGroup, Map<WantedColumn, ColumnDescriptor> columns, int rows)
            throws IOException {
        FileMetaData meta = reader.getFooter().getFileMetaData();
        List<Type> fields = columns.values().stream()
                .map(leaf -> meta.getSchema().getType(leaf.getPath()[0]))
                .distinct()
                .toList();
        MessageType projection = new MessageType(meta.getSchema().getName(), fields);
        reader.setRequestedSchema(projection);
        Map<String, ColumnValues> values = new LinkedHashMap<>();
        try (PageReadStore pages = reader.readRowGroup(rowGroup)) {
            ColumnReadStoreImpl readers =
                    new ColumnReadStoreImpl(pages, new NoConverter(), projection, meta.getCreatedBy());
            columns.forEach((column, leaf) ->
                    values.put(column.name(), new ColumnDecoder(name, column, leaf, rows).decode(readers)));
        }
        return values;
    }

    private static Optional<Type> field(MessageType schema, String name) {
        return schema.getFields().stream()
                .filter(field -> field.getName().equals(name))
                .findFirst()
                .or(() -> schema.getFields().stream()
                        .filter(field -> field.getName().equalsIgnoreCase(name))
                        .findFirst());
    }

    private ColumnDescriptor leaf(MessageType schema, Type field) {
        List<ColumnDescriptor> leaves = schema.getColumns().stream()
                .filter(column -> column.getPath()[0].equals(field.getName()))
                .toList();
        if (leaves.size() != 1) {
            throw ColumnFailures.form(name, field.getName(), "it is made of " + leaves.size() + " columns");
        }
        return leaves.get(0);
    }

    private static ColumnValues nulls(WantedColumn.Form form, int rows) {
        boolean[] nulls = new boolean[rows];
        Arrays.fill(nulls, true);
        return switch (form) {
            case NUMBER -> new ColumnValues.Numbers(new double[rows], nulls);
            case WHOLE, DAY -> new ColumnValues.Wholes(new long[rows], nulls);
            case NAME -> {
                int[] ids = new int[rows];
                Arrays.fill(ids, ColumnValues.Names.NULL);
                yield new ColumnValues.Names(ids, List.of());
            }
            case NAMES -> new ColumnValues.NameLists(new int[rows + 1], new int[0], List.of());
        };
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw ColumnFailures.unreadable(name, e);
        }
    }
}
