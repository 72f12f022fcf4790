package dev.lakehouse.trainer.column;

import java.util.Arrays;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;

/** Reads one column of one row group into an array. */
final class ColumnDecoder {
    private final String file;
    private final WantedColumn wanted;
    private final ColumnDescriptor leaf;
    private final int rows;

    ColumnDecoder(String file, WantedColumn wanted, ColumnDescriptor leaf, int rows) {
        this.file = file;
        this.wanted = wanted;
        this.leaf = leaf;
        this.rows = rows;
    }

    ColumnValues decode(ColumnReadStore columns) {
        boolean list = leaf.getMaxRepetitionLevel() > 0;
        if (leaf.getMaxRepetitionLevel() > 1 || list != (wanted.form() == WantedColumn.Form.NAMES)) {
            throw ColumnFailures.form(
                    file, wanted.name(), list ? "it holds a list in each row" : "it holds one value in each row");
        }
        ColumnReader reader = columns.getColumnReader(leaf);
        return switch (wanted.form()) {
            case NUMBER -> numbers(reader);
            case WHOLE, DAY -> wholes(reader);
            case NAME -> names(reader);
            case NAMES -> lists(reader);
        };
    }

    private ColumnValues numbers(ColumnReader reader) {
        LeafValues.OfNumber value = LeafValues.number(leaf.getPrimitiveType(), this::unfit);
        int defined = leaf.getMaxDefinitionLevel();
        double[] values = new double[rows];
        boolean[] nulls = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == defined) {
                values[row] = value.read(reader);
            } else {
                nulls[row] = true;
            }
            reader.consume();
        }
        return new ColumnValues.Numbers(values, nulls);
    }

    private ColumnValues wholes(ColumnReader reader) {
        LeafValues.OfWhole value = wanted.form() == WantedColumn.Form.DAY
                ? LeafValues.day(leaf.getPrimitiveType(), this::unfit)
                : LeafValues.whole(leaf.getPrimitiveType(), this::unfit);
        int defined = leaf.getMaxDefinitionLevel();
        long[] values = new long[rows];
        boolean[] nulls = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            if (reader.getCurrentDefinitionLevel() == defined) {
                values[row] = value.read(reader);
            } else {
                nulls[row] = true;
            }
            reader.consume();
        }
        return new ColumnValues.Wholes(values, nulls);
    }

    private ColumnValues names(ColumnReader reader) {
        NameIds ids = NameIds.of(leaf.getPrimitiveType(), this::unfit);
        int defined = leaf.getMaxDefinitionLevel();
        int[] values = new int[rows];
        for (int row = 0; row < rows; row++) {
            values[row] = reader.getCurrentDefinitionLevel() == defined ? ids.read(reader) : ColumnValues.Names.NULL;
            reader.consume();
        }
        return new ColumnValues.Names(values, ids.names());
    }

    /** One level of repetition (Parquet's "Nested Encoding"): a level of 0 begins the next row, or follows the last one. */
    private ColumnValues lists(ColumnReader reader) {
        NameIds ids = NameIds.of(leaf.getPrimitiveType(), this::unfit);
        int defined = leaf.getMaxDefinitionLevel();
        int[] starts = new int[rows + 1];
        int[] elements = new int[rows];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            starts[row] = count;
            do {
                if (reader.getCurrentDefinitionLevel() == defined) {
                    if (count == elements.length) {
                        elements = Arrays.copyOf(elements, Math.max(16, count * 2));
                    }
                    elements[count++] = ids.read(reader);
                }
                reader.consume();
            } while (reader.getCurrentRepetitionLevel() > 0);
        }
        starts[rows] = count;
        return new ColumnValues.NameLists(starts, Arrays.copyOf(elements, count), ids.names());
    }

    private RuntimeException unfit(String type) {
        return ColumnFailures.form(
                file, wanted.name(), "its values are " + type + ", which cannot be read as " + wanted.form());
    }
}
