package dev.lakehouse.journey;

import java.util.List;

import dev.lakehouse.engine.Condition;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.engine.FileSkipping;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.engine.RowsWork;
import dev.lakehouse.schema.Column;
import dev.lakehouse.stage.TableInputs;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;

/**
 * Reads some rows of a table, in the order in which it holds them, from as few of its data files as it can: a store elsewhere
 * has to send each. Files are left out by their statistics, and none is read once there are rows enough.
 */
final class PageOfRows {
    /** Bytes of files that are brought and read at once. */
    private static final long BYTES_AT_ONCE = 64L << 20;

    private final Lake lake;
    private final Engine engine;
    private final TableSnapshot snapshot;
    private final List<String> columns;
    private final List<Condition> conditions;

    PageOfRows(Lake lake, Engine engine, TableSnapshot snapshot, List<String> columns, List<Condition> conditions) {
        this.lake = lake;
        this.engine = engine;
        this.snapshot = snapshot;
        this.columns = columns;
        this.conditions = conditions;
    }

    void read(long limit, long offset, RowSink sink) {
        List<DataFile> files = snapshot.files().stream()
                .filter(file -> FileSkipping.mayHold(file, conditions))
                .toList();
        boolean counted = conditions.isEmpty() && files.stream().allMatch(file -> file.rows() >= 0);
        long skipped = offset;
        int next = 0;
        while (counted && next < files.size() && files.get(next).rows() <= skipped) {
            skipped -= files.get(next++).rows();
        }
        Part part = new Part(sink, limit, counted ? 0 : offset);
        do {
            int end = end(files, next, counted ? skipped + limit : Long.MAX_VALUE);
            read(files.subList(next, end), part, counted ? skipped : 0);
            skipped = 0;
            next = end;
        } while (next < files.size() && part.wanted > 0);
    }

    private void read(List<DataFile> files, Part part, long offset) {
        try {
            engine.rows(
                    new RowsWork(
                            TableInputs.of(lake, snapshot, files),
                            columns,
                            conditions,
                            part.unskipped + part.wanted,
                            offset),
                    part);
        } finally {
            lake.storage().release();
        }
    }

    /** Behind the last of the files that are to be read together: at least one, where there is any. */
    private static int end(List<DataFile> files, int first, long rowsWanted) {
        long bytes = 0;
        long rows = 0;
        int end = first;
        while (end < files.size() && bytes < BYTES_AT_ONCE && rows < rowsWanted) {
            bytes += files.get(end).bytes();
            rows += Math.max(0, files.get(end).rows());
            end++;
        }
        return end;
    }

    /** Makes one answer of those to several questions. */
    private static final class Part implements RowSink {
        private final RowSink sink;
        private boolean begun;
        private long wanted;
        private long unskipped;

        Part(RowSink sink, long wanted, long unskipped) {
            this.sink = sink;
            this.wanted = wanted;
            this.unskipped = unskipped;
        }

        @Override
        public void columns(List<Column> columns) {
            if (!begun) {
                sink.columns(columns);
                begun = true;
            }
        }

        @Override
        public boolean row(List<Object> values) {
            if (unskipped > 0) {
                unskipped--;
                return true;
            }
            wanted--;
            if (!sink.row(values)) {
                wanted = 0;
            }
            return wanted > 0;
        }
    }
}
