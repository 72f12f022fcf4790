package dev.lakehouse.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

import dev.lakehouse.engine.LandedRows;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

/** Makes the ledger's rows of one batch. */
final class BatchRows {
    private static final String MEMBER = "!";

    private final String pipeline;
    private final String source;
    private final BatchPlan plan;
    private final OptionalLong version;
    private final Map<String, Instant> modified;
    private final Map<String, PlannedFile> files = new HashMap<>();

    /**
     * @param version of the bronze table that has the batch, where it is known
     * @param modified by path, when files were written, where it is known
     */
    BatchRows(String pipeline, String source, BatchPlan plan, OptionalLong version, Map<String, Instant> modified) {
        this.pipeline = pipeline;
        this.source = source;
        this.plan = plan;
        this.version = version;
        this.modified = modified;
        plan.files().forEach(file -> files.put(file.path(), file));
    }

    /** The row of a file whose counts are known. */
    LedgerRow of(LandedRows landed) {
        return row(landed.file(), Optional.of(landed));
    }

    /** The row of a file of which nobody knows any more how many rows it had. */
    LedgerRow of(PlannedFile file) {
        return row(file.path(), Optional.empty());
    }

    private LedgerRow row(String name, Optional<LandedRows> landed) {
        PlannedFile file = planned(name);
        Optional<String> unreadable = landed.flatMap(LandedRows::unreadable);
        return new LedgerRow(
                pipeline,
                source,
                file.path(),
                name.equals(file.path())
                        ? Optional.empty()
                        : Optional.of(name.substring(file.path().length() + MEMBER.length())),
                file.fingerprint(),
                file.bytes(),
                Optional.ofNullable(modified.get(file.path())),
                OptionalLong.of(plan.batchOfRows()),
                version,
                count(landed, LandedRows::rows),
                count(landed, LandedRows::quarantined),
                count(landed, LandedRows::rescued),
                unreadable.isPresent() ? FileState.QUARANTINED : FileState.TAKEN,
                unreadable,
                plan.plannedAt());
    }

    /** Of a member, its archive; a name may have that mark of itself. */
    private PlannedFile planned(String name) {
        PlannedFile found = files.get(name);
        for (int end = name.lastIndexOf(MEMBER); found == null && end >= 0; end = name.lastIndexOf(MEMBER, end - 1)) {
            found = files.get(name.substring(0, end));
        }
        if (found == null) {
            throw new IllegalStateException(name + " is not in batch " + plan.number());
        }
        return found;
    }

    private static OptionalLong count(Optional<LandedRows> landed, ToLongFunction<LandedRows> number) {
        return landed.isPresent() ? OptionalLong.of(number.applyAsLong(landed.get())) : OptionalLong.empty();
    }
}
