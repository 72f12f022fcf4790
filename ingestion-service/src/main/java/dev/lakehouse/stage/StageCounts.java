package dev.lakehouse.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.WrittenFile;

/** Adds up what the batches of one run did to a table. */
public final class StageCounts {
    private final TableName table;
    private final long startNanos = System.nanoTime();
    private final List<String> notices = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int batches;
    private long in;
    private long written;
    private long updated;
    private long deleted;
    private long quarantined;
    private long superseded;
    private int files;
    private long bytes;

    public StageCounts(TableName table) {
        this.table = table;
    }

    /** One more batch is in the table, with those rows. */
    public StageCounts batch(long rowsIn, long rowsWritten, long rowsUpdated, long rowsDeleted) {
        batches++;
        in += rowsIn;
        written += rowsWritten;
        updated += rowsUpdated;
        deleted += rowsDeleted;
        return this;
    }

    public StageCounts refused(long rowsQuarantined, long rowsSuperseded) {
        quarantined += rowsQuarantined;
        superseded += rowsSuperseded;
        return this;
    }

    public StageCounts files(List<WrittenFile> added) {
        files += added.size();
        bytes += added.stream().mapToLong(WrittenFile::bytes).sum();
        return this;
    }

    public StageCounts notice(String sentence) {
        notices.add(sentence);
        return this;
    }

    public StageCounts problem(String sentence) {
        problems.add(sentence);
        return this;
    }

    /** The sum, for a table that is at {@code version} now. */
    public StageResult result(long version) {
        return new StageResult(
                table,
                batches,
                in,
                written,
                updated,
                deleted,
                quarantined,
                superseded,
                files,
                bytes,
                Duration.ofNanos(System.nanoTime() - startNanos),
                version,
                notices,
                problems);
    }
}
