package dev.lakehouse.generate.pontos;

import java.io.Closeable;
import java.io.IOException;

/** Where rows go. */
interface RowOutput extends Closeable {
    /**
     * Writes one.
     *
     * @param values in the order of the fields, each of its kind or null
     */
    void write(Object... values) throws IOException;
}
