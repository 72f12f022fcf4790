package dev.lakehouse.engine.duckdb;

/**
 * A part of a landing file, in bytes of it.
 *
 * @param from where its first record begins
 * @param to behind its last record's line end, or the file's end
 */
record Piece(long from, long to) {
    Piece {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("a piece from " + from + " to " + to);
        }
    }

    long bytes() {
        return to - from;
    }
}
