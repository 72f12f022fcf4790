package dev.lakehouse.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.DatabaseTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.config.pipeline.Watermark;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

/**
 * Reads the rows that changed since the last time. The range of watermarks and the pages are planned, durably, before a row is read, and
 * each page is one file that lands whole: whoever goes on after a crash reads the pages that are missing. A row that changes while it is
 * read gets a watermark behind the range, and comes again with the next extraction.
 */
final class ExtractChanges {
    private final Storage storage;
    private final Source source;
    private final DatabaseTable table;
    private final Database database;
    private final int readers;
    private final StopSignal stop;
    private final Clock clock;
    private final ExtractionLog log;
    private final List<String> notices = new ArrayList<>();

    ExtractChanges(
            Storage storage,
            Source source,
            DatabaseTable table,
            Database database,
            int readers,
            StopSignal stop,
            Clock clock) {
        this.storage = storage;
        this.source = source;
        this.table = table;
        this.database = database;
        this.readers = readers;
        this.stop = stop;
        this.clock = clock;
        this.log = new ExtractionLog(storage, source.table());
    }

    /** Reads them, and answers with sentences about rows that were left for later. */
    List<String> run(Progress progress) throws SQLException, IOException {
        Watermark watermark = table.watermark().orElseThrow();
        Relation relation;
        List<SourceColumn> key;
        Optional<ExtractionPlan> plan;
        try (DatabaseSession session = database.open()) {
            relation = database.dialect().describe(session, table).without(table.exclude());
            key = relation.keyColumns(table.key()).orElseThrow(this::noKey);
            plan = plan(session, relation, key, new WatermarkBounds(relation, watermark));
            session.connection().commit();
        }
        if (plan.isPresent()) {
            carryOut(plan.get(), relation, key, new WatermarkBounds(relation, watermark), progress);
            log.done(plan.get(), "landed");
        }
        return notices;
    }

    /** One that was begun, else a new one; empty where nothing changed. */
    private Optional<ExtractionPlan> plan(
            DatabaseSession session, Relation relation, List<SourceColumn> key, WatermarkBounds bounds)
            throws SQLException {
        Origin origin = Origin.of(session, database);
        while (true) {
            long number = log.nextNumber(source);
            Optional<ExtractionPlan> last = log.latest().filter(it -> isOfThisSource(it, key));
            last.ifPresent(it -> origin.refuseOther(it, log.folder().value()));
            if (last.isPresent() && !log.isDone(last.get())) {
                return last;
            }
            Optional<ExtractionPlan> proposal = proposal(session, relation, key, bounds, number, origin, last);
            // Another process's plan of that number may be about other rows: by its key, or none.
            if (proposal.isEmpty() || log.plan(proposal.get()).equals(proposal.get())) {
                return proposal;
            }
        }
    }

    private boolean isOfThisSource(ExtractionPlan plan, List<SourceColumn> key) {
        return plan.isAbout(
                table.table(),
                key.stream().map(SourceColumn::name).toList(),
                table.watermark().orElseThrow().column());
    }

    private Optional<ExtractionPlan> proposal(
            DatabaseSession session,
            Relation relation,
            List<SourceColumn> key,
            WatermarkBounds bounds,
            long number,
            Origin origin,
            Optional<ExtractionPlan> last)
            throws SQLException {
        WatermarkBounds.Reach reach = bounds.reach(session, database.dialect());
        notices.clear();
        reach.waiting().ifPresent(notices::add);
        Optional<Object> highest = reach.to();
        if (highest.isEmpty()) {
            return Optional.empty();
        }
        String tail = bounds.tail(session, database.dialect(), highest.get());
        Optional<Object> before = last.flatMap(ExtractionPlan::to).map(bounds::parse);
        if (before.equals(highest) && last.get().tail().equals(tail)) {
            return Optional.empty();
        }
        Optional<Object> from = before.map(bounds::lowest);
        // Where the highest row was deleted, others still may have come late.
        Selection selection = new Selection(
                relation,
                key,
                bounds.between(from, highest.get()),
                database.dialect().comparesRows());
        selection.keyWithoutValue(session).ifPresent(this::refuse);
        return Optional.of(new ExtractionPlan(
                number,
                UUID.randomUUID().toString(),
                clock.instant(),
                Optional.of(origin),
                table.table(),
                key.stream().map(SourceColumn::name).toList(),
                table.watermark().map(Watermark::column),
                from.map(bounds::write),
                highest.map(bounds::write),
                tail,
                selection.bounds(session, table.pageRows())));
    }

    private void carryOut(
            ExtractionPlan plan, Relation relation, List<SourceColumn> key, WatermarkBounds bounds, Progress progress)
            throws SQLException, IOException {
        Condition which = bounds.between(
                plan.from().map(bounds::parse), bounds.parse(plan.to().orElseThrow()));
        Selection selection =
                new Selection(relation, key, which, database.dialect().comparesRows());
        LandedPages landed = new LandedPages(storage, source, plan);
        Set<Integer> present = landed.present();
        List<Integer> missing = IntStream.range(0, plan.pages())
                .filter(page -> !present.contains(page))
                .boxed()
                .toList();
        try (ReadRows rows = new ReadRows(progress, table.table(), (long) missing.size() * table.pageRows())) {
            PageReader reader = new PageReader(selection, table.fetchRows(), stop, rows::add);
            new Readers(readers, stop).run(missing, database::open, (session, page) -> {
                try {
                    Path file = storage.scratchFolder().resolve(page + ".parquet");
                    reader.read(session, selection.page(plan.bounds(), page), file);
                    landed.land(page, file);
                } finally {
                    storage.release();
                }
            });
        }
    }

    private LakehouseException noKey() {
        return new LakehouseException(
                FailureKind.USER,
                "SOURCE_KEY_MISSING",
                table.table() + " has no primary key, and the source " + source.name() + " names no key",
                "by it rows are read page by page, and go on where they were cut off",
                "name the columns that tell its rows apart, for example key: [id], or read the whole table with mode: full");
    }

    private void refuse(SourceColumn column) {
        throw new LakehouseException(
                FailureKind.DATA,
                "SOURCE_KEY_NULL",
                table.table() + " has rows without a value in " + column.name() + ", a column of its key",
                "no page would have them",
                "name a key whose columns always have values");
    }
}
