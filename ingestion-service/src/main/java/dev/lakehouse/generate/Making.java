package dev.lakehouse.generate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Counts one day while it is written, and tells of progress now and then. */
public final class Making implements LandingWriter.FileCount {
    private static final long ROWS_PER_WORD = 10_000;

    private final LongConsumer progress;
    private final long rowsBefore;
    private final Map<String, Long> things = new TreeMap<>();
    private final Map<String, Long> dirt = new TreeMap<>();

    private long rows;
    private int files;
    private int filesWritten;
    private long bytes;

    /**
     * Begins to count.
     *
     * @param progress is told how many rows there are so far, {@code rowsBefore} included
     */
    public Making(long rowsBefore, LongConsumer progress) {
        this.rowsBefore = rowsBefore;
        this.progress = progress;
    }

    public void row() {
        rows++;
        if (rows % ROWS_PER_WORD == 0) {
            progress.accept(rowsBefore + rows);
        }
    }

    public void thing(String name) {
        things.merge(name, 1L, Long::sum);
    }

    public void dirty(Enum<?> kind) {
        dirt.merge(kind.name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }

    @Override
    public void file(long size, boolean written) {
        files++;
        filesWritten += written ? 1 : 0;
        bytes += size;
    }

    /** All of it. */
    public Made made() {
        progress.accept(rowsBefore + rows);
        return new Made(things, rows, files, filesWritten, bytes, dirt);
    }
}
