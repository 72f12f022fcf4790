package dev.lakehouse.trainer.feature;

/** Tells rows of one row group by one feature. */
public interface RowEncoder {
    /** Tells the rows {@code rows[from]} to before {@code rows[to]} of the row group as the rows from {@code from} on of {@code encoded}. */
    void encode(int[] rows, int from, int to, EncodedRows encoded);
}
