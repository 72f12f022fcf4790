package dev.lakehouse.stage;

import java.time.Duration;
import java.util.List;

import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/**
 * What one run did to one table; counts are sums over its batches.
 *
 * @param rowsIn rows that came from the layer before (bronze: those that landed, lines that are no rows included)
 * @param rowsWritten rows that are new in the table
 * @param rowsUpdated rows that replaced one of the same key
 * @param rowsDeleted rows that are gone (a gold key without rows)
 * @param rowsQuarantined rows that went to the table's quarantine
 * @param rowsSuperseded rows that another row of their key overruled
 * @param files data files written, {@code bytes} their size
 * @param version the table's version afterwards, -1 where it does not exist
 * @param notices sentences worth reading that are no failure: a new column, rows that a rule warned of
 * @param problems sentences about data that were not taken in, and what to do; a run with one does not exit with 0
 */
public record StageResult(
        TableName table,
        int batches,
        long rowsIn,
        long rowsWritten,
        long rowsUpdated,
        long rowsDeleted,
        long rowsQuarantined,
        long rowsSuperseded,
        int files,
        long bytes,
        Duration elapsed,
        long version,
        List<String> notices,
        List<String> problems) {
    public StageResult {
        requireNonNull(table, "table is null");
        requireNonNull(elapsed, "elapsed is null");
        notices = List.copyOf(notices);
        problems = List.copyOf(problems);
    }

    /** The layer that the table belongs to. */
    public Layer stage() {
        return table.layer();
    }

    /** How the stage ended. */
    public ControlKey controlKey() {
        return ControlKey.of(stage(), batches > 0);
    }
}
