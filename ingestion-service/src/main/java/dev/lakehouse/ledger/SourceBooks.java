package dev.lakehouse.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.stage.RefusedFile;
import dev.lakehouse.stage.TakenBatch;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** Keeps the ledger of one source: after a crash, of the batches before it too. */
public final class SourceBooks {
    /** Some 20 MB. */
    private static final int ROWS_AT_ONCE = 20_000;

    private final LandingLedger ledger;
    private final Lake lake;
    private final Supplier<Engine> engine;
    private final String pipeline;
    private final Source source;
    private final Clock clock;
    private final String appId;
    private final TreeMap<Long, List<LedgerRow>> batches = new TreeMap<>();

    /** Paths that were recorded as taken before the end of the run. */
    private final Set<String> seen = new HashSet<>();

    public SourceBooks(
            LandingLedger ledger, Lake lake, Supplier<Engine> engine, String pipeline, Source source, Clock clock) {
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.lake = requireNonNull(lake, "lake is null");
        this.engine = requireNonNull(engine, "engine is null");
        this.pipeline = requireNonNull(pipeline, "pipeline is null");
        this.source = requireNonNull(source, "source is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.appId = pipeline + "." + source.name();
    }

    /** A batch is in bronze. It is recorded now or, with others, later: whatever happens between, the next run records it. */
    public void taken(TakenBatch taken) {
        BatchRows made = new BatchRows(
                pipeline,
                source.name(),
                taken.batch().plan(),
                OptionalLong.of(taken.version()),
                taken.batch().modified());
        batches.put(
                taken.batch().plan().number(),
                taken.landed().stream().map(made::of).toList());
        if (batches.values().stream().mapToInt(List::size).sum() >= ROWS_AT_ONCE) {
            record(batches.lastKey(), Optional.empty());
        }
    }

    /**
     * Records the rest of what a run did.
     *
     * @param applied the last batch that bronze has
     * @param refused the files that the run did not take
     * @param ofAllDays whether it looked at all files; else what is recorded of others stays
     */
    public void finish(long applied, List<RefusedFile> refused, boolean ofAllDays) {
        record(applied, refused(refused, ofAllDays));
    }

    private void record(long last, Optional<List<LedgerRow>> refused) {
        long recorded = ledger.lastBatch(appId);
        Set<Long> forgotten = LongStream.rangeClosed(recorded + 1, last)
                .filter(batch -> !batches.containsKey(batch))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        List<LedgerRow> all = new ArrayList<>();
        if (!forgotten.isEmpty()) {
            all.addAll(new ForgottenBatches(lake, engine.get(), pipeline, source).rows(forgotten));
        }
        for (List<LedgerRow> rows : batches.tailMap(recorded, false).values()) {
            Set<Long> again = LandingLedger.batches(rows);
            all.removeIf(row -> again.contains(row.batch().getAsLong()));
            all.addAll(rows);
        }
        if (!all.isEmpty() || refused.isPresent()) {
            ledger.add(appId, last, all, refused);
        }
        batches.values().forEach(rows -> rows.forEach(row -> seen.add(row.path())));
        batches.clear();
    }

    private Optional<List<LedgerRow>> refused(List<RefusedFile> now, boolean ofAllDays) {
        List<LedgerRow> before = ledger.refused(appId);
        List<LedgerRow> after = new ArrayList<>(now.stream().map(this::row).toList());
        if (!ofAllDays) {
            Set<String> known = new HashSet<>(seen);
            after.forEach(row -> known.add(row.path()));
            batches.values().forEach(rows -> rows.forEach(row -> known.add(row.path())));
            before.stream().filter(row -> !known.contains(row.path())).forEach(after::add);
        }
        return same(before, after) ? Optional.empty() : Optional.of(after);
    }

    /** Whether they are the same files for the same reasons; when that was first seen stays as it is then. */
    private static boolean same(List<LedgerRow> before, List<LedgerRow> after) {
        return keys(before).equals(keys(after));
    }

    private static List<List<Object>> keys(List<LedgerRow> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(LedgerRow::path))
                .map(row -> List.<Object>of(row.path(), row.fingerprint(), row.error()))
                .toList();
    }

    private LedgerRow row(RefusedFile refused) {
        return new LedgerRow(
                pipeline,
                source.name(),
                refused.file().path().value(),
                Optional.empty(),
                refused.file().fingerprint(),
                refused.file().bytes(),
                Optional.of(refused.file().modified()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                FileState.REFUSED,
                Optional.of(refused.reason()),
                now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
