package dev.lakehouse.decode;

import java.util.Arrays;
import java.util.BitSet;

import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/** The values of one column in a batch. Each is stored in one of three ways, which its type decides. */
public final class ColumnValues {
    /** How values of a type are stored. */
    public enum Storage {
        /** Strings as they are, decimals as their digits, binary as Base64. */
        TEXT,
        /** Whole numbers as they are, booleans as 0 and 1, dates as days and timestamps as microseconds since 1970 in UTC. */
        NUMBER,
        /** Floating-point numbers. */
        FLOATING
    }

    /** There may be thousands of files of a row or so. */
    private static final int FIRST_ROWS = 32;

    private final Storage storage;
    private int room;
    private String[] texts = {};
    private long[] numbers = {};
    private double[] floats = {};
    private final BitSet present = new BitSet();

    ColumnValues(ColumnType type) {
        this.storage = storage(type);
        grow(FIRST_ROWS);
    }

    private void grow(int rows) {
        switch (storage) {
            case TEXT -> texts = Arrays.copyOf(texts, rows);
            case NUMBER -> numbers = Arrays.copyOf(numbers, rows);
            case FLOATING -> floats = Arrays.copyOf(floats, rows);
        }
        room = rows;
    }

    private void reserve(int row) {
        if (row >= room) {
            grow(Math.max(row + 1, Math.min(RowBatch.MOST_ROWS, 2 * room)));
        }
        present.set(row);
    }

    /** How values of that type are stored. */
    public static Storage storage(ColumnType type) {
        if (type == Primitive.REAL || type == Primitive.DOUBLE) {
            return Storage.FLOATING;
        }
        return type == Primitive.STRING || type == Primitive.BINARY || type instanceof Decimal
                ? Storage.TEXT
                : Storage.NUMBER;
    }

    /** The first {@code rows} texts, null where there is none. */
    public String[] texts(int rows) {
        return Arrays.copyOf(texts, rows);
    }

    public boolean isNull(int row) {
        return !present.get(row);
    }

    public long number(int row) {
        return numbers[row];
    }

    public double floating(int row) {
        return floats[row];
    }

    void set(int row, String value) {
        reserve(row);
        texts[row] = value;
    }

    void set(int row, long value) {
        reserve(row);
        numbers[row] = value;
    }

    void set(int row, double value) {
        reserve(row);
        floats[row] = value;
    }

    void clear(int row) {
        if (storage == Storage.TEXT && row < room) {
            texts[row] = null;
        }
        present.clear(row);
    }
}
