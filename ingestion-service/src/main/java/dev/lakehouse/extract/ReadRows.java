package dev.lakehouse.extract;

import java.util.concurrent.atomic.LongAdder;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Progress.Unit;

/** How many rows came so far, of about so many. */
final class ReadRows implements AutoCloseable {
    /** An estimate may be too low: the bar waits before its end. */
    private static final double ALMOST = 0.99;

    private final Progress progress;
    private final long expected;
    private final LongAdder rows = new LongAdder();

    ReadRows(Progress progress, String table, long expected) {
        this.progress = progress;
        this.expected = Math.max(1, expected);
        progress.begin("reading " + table, this.expected, Unit.ROWS);
    }

    void add(long more) {
        rows.add(more);
        progress.advance(Math.min(ALMOST, (double) rows.sum() / expected));
    }

    @Override
    public void close() {
        progress.end();
    }
}
