package dev.lakehouse.decode;

import java.io.Closeable;
import java.io.IOException;

/** The rows of one landing file, in their order, in memory that does not grow with the file. For one thread at a time. */
public interface RowDecoder extends Closeable {
    /** The columns that were seen so far. */
    DecodedColumns columns();

    /**
     * Adds rows to the batch until it is full or the file ends.
     *
     * @return whether more may follow
     * @throws IOException where the file cannot be read through; its message is a clause that says why, and none of the
     *     file's rows may be kept
     */
    boolean fill(RowBatch batch) throws IOException;

    /** How many of the file's bytes were read, about. */
    long position();
}
