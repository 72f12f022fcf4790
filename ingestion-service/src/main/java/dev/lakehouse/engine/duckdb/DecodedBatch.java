package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.decode.DecodedColumns;
import dev.lakehouse.decode.RowBatch;
import dev.lakehouse.schema.Column;

/**
 * Rows of one landing file that wait for the engine.
 *
 * @param file its place in the group
 * @param columns those that the file had by then, under their landed names
 */
record DecodedBatch(int file, List<Column> columns, RowBatch rows) {
    DecodedBatch {
        columns = List.copyOf(columns);
    }

    static DecodedBatch of(int file, DecodedColumns seen, RowBatch rows) {
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < seen.size(); place++) {
            columns.add(seen.get(place));
        }
        return new DecodedBatch(file, columns, rows);
    }
}
