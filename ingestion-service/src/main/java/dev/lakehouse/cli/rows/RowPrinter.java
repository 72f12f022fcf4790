package dev.lakehouse.cli.rows;

import dev.lakehouse.engine.RowSink;

/** Shows rows while they come. */
public interface RowPrinter extends RowSink {
    /** Comes last, when all rows have come. */
    void finish();
}
