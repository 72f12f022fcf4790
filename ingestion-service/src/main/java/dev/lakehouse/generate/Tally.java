package dev.lakehouse.generate;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Counts one day while it is written, and tells of progress now and then. */
final class Tally implements LandingWriter.FileCount {
    private static final long ROWS_PER_WORD = 10_000;

    private final LongConsumer progress;
    private final long rowsBefore;
    private final Map<DirtKind, Long> dirt = new EnumMap<>(DirtKind.class);

    private long rows;
    private long corrections;
    private long ordersInSilver;
    private int files;
    private int filesWritten;
    private long bytes;

    Tally(long rowsBefore, LongConsumer progress) {
        this.rowsBefore = rowsBefore;
        this.progress = progress;
    }

    void row() {
        rows++;
        if (rows % ROWS_PER_WORD == 0) {
            progress.accept(rowsBefore + rows);
        }
    }

    void dirty(DirtKind kind) {
        dirt.merge(kind, 1L, Long::sum);
    }

    void correction() {
        corrections++;
    }

    void orderReachesSilver() {
        ordersInSilver++;
    }

    @Override
    public void file(long size, boolean written) {
        files++;
        filesWritten += written ? 1 : 0;
        bytes += size;
    }

    GenerationSummary summary(long orders, long customers, long products) {
        progress.accept(rowsBefore + rows);
        return new GenerationSummary(
                orders, corrections, ordersInSilver, customers, products, rows, files, filesWritten, bytes, dirt);
    }
}
