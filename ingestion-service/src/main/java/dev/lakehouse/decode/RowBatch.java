package dev.lakehouse.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A few thousand rows of one file, column by column, and the records among them that are no rows. */
public final class RowBatch {
    /** The most rows of one batch. */
    public static final int MOST_ROWS = 2048;

    /** Of wide rows there are fewer in a batch: behind this many bytes it is full. */
    private static final long FULL_BYTES = 1 << 20;

    /** What a value takes beside its characters, about. */
    private static final int BYTES_OF_A_VALUE = 40;

    private final DecodedColumns columns;
    private final List<ColumnValues> values = new ArrayList<>();
    private final List<RefusedRecord> refused = new ArrayList<>();
    private int rows;
    private long bytes;

    /** @param columns of the file, which may grow meanwhile */
    public RowBatch(DecodedColumns columns) {
        this.columns = columns;
    }

    /** Sets a value of the row that is being made; null leaves it null. */
    public void put(int column, String value) {
        if (value != null) {
            of(column).set(rows, value);
            bytes += BYTES_OF_A_VALUE + value.length();
        }
    }

    /** The same of a whole number, a boolean, a date or a timestamp, see {@link ColumnValues.Storage#NUMBER}. */
    public void put(int column, long value) {
        of(column).set(rows, value);
        bytes += Long.BYTES;
    }

    /** The same of a floating-point number. */
    public void put(int column, double value) {
        of(column).set(rows, value);
        bytes += Double.BYTES;
    }

    /** The row is complete, and the next one begins. */
    public void endRow() {
        rows++;
    }

    /** The row that was being made is none. */
    public void refuse(RefusedRecord record) {
        values.forEach(column -> column.clear(rows));
        refused.add(record);
        bytes += BYTES_OF_A_VALUE + record.text().length();
    }

    public boolean full() {
        return rows == MOST_ROWS || bytes >= FULL_BYTES;
    }

    public int rows() {
        return rows;
    }

    /** How much memory its content takes, about. */
    public long bytes() {
        return bytes;
    }

    public List<RefusedRecord> refused() {
        return List.copyOf(refused);
    }

    /** The values of a column; none where all are null. */
    public Optional<ColumnValues> column(int place) {
        return place < values.size() ? Optional.of(values.get(place)) : Optional.empty();
    }

    private ColumnValues of(int column) {
        while (values.size() <= column) {
            values.add(new ColumnValues(columns.get(values.size()).type()));
        }
        return values.get(column);
    }
}
