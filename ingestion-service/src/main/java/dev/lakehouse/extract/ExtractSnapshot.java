package dev.lakehouse.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.DatabaseTable;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.StopSignal;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;

/**
 * Reads a whole table in one state of the database, which all readers share. Such a state ends with the connection that has it, so that
 * one that was cut off is not gone on with: its folder is never marked as complete, nobody takes it, and it goes after a day.
 */
final class ExtractSnapshot {
    /** Longer than a page takes: before, another process may be at it. */
    private static final Duration GIVEN_UP = Duration.ofDays(1);

    private static final String LANDED = "landed";

    private final Storage storage;
    private final Source source;
    private final DatabaseTable table;
    private final Database database;
    private final int readers;
    private final StopSignal stop;
    private final Clock clock;
    private final ExtractionLog log;

    ExtractSnapshot(
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

    void run(Progress progress) throws SQLException, IOException {
        removeGivenUp();
        boolean done;
        do {
            done = read(progress);
        } while (!done);
    }

    /** Answers false where another process took the number: that one may have seen a newer state, which this one must not replace. */
    private boolean read(Progress progress) throws SQLException, IOException {
        // Before the state is chosen, so that of two snapshots the one with the higher number has the newer state.
        long number = log.nextNumber(source);
        ExtractionPlan plan;
        int pages;
        try (DatabaseSession session = database.openSnapshot()) {
            Relation relation = database.dialect().describe(session, table).without(table.exclude());
            Optional<List<SourceColumn>> key =
                    database.dialect().sharesSnapshots() ? relation.keyColumns(table.key()) : Optional.empty();
            Selection selection = new Selection(
                    relation,
                    key.orElse(List.of()),
                    Condition.ALL,
                    database.dialect().comparesRows());
            // Of rows that no page would have, one statement makes a page.
            boolean paged =
                    key.isPresent() && selection.keyWithoutValue(session).isEmpty();
            plan = proposal(
                    number,
                    Origin.of(session, database),
                    paged ? selection.bounds(session, table.pageRows()) : List.of(),
                    key.orElse(List.of()));
            if (!log.plan(plan).equals(plan)) {
                return false;
            }
            LandedPages landed = new LandedPages(storage, source, plan);
            long expected = Math.max(relation.rows(), (long) plan.bounds().size() * table.pageRows());
            try (ReadRows rows = new ReadRows(progress, table.table(), expected)) {
                PageReader reader = new PageReader(selection, table.fetchRows(), stop, rows::add);
                pages = paged ? readPages(plan, selection, session, reader, landed) : readAll(session, reader, landed);
            }
            session.connection().commit();
            complete(plan, landed, pages);
        }
        return true;
    }

    private int readPages(
            ExtractionPlan plan, Selection selection, DatabaseSession first, PageReader reader, LandedPages landed)
            throws SQLException, IOException {
        String snapshot = database.dialect().exportSnapshot(first);
        List<Integer> pages = IntStream.range(0, plan.pages()).boxed().toList();
        new Readers(readers, stop).run(pages, database::openSnapshot, (session, page) -> {
            try {
                // Each page is a transaction, and the first session keeps the state for all.
                database.dialect().useSnapshot(session, snapshot);
                Path file = storage.scratchFolder().resolve(page + ".parquet");
                reader.read(session, selection.page(plan.bounds(), page), file);
                landed.land(page, file);
            } finally {
                storage.release();
            }
        });
        return plan.pages();
    }

    private int readAll(DatabaseSession session, PageReader reader, LandedPages landed)
            throws SQLException, IOException {
        Landing files = new Landing(landed);
        try {
            reader.readAll(session, table.pageRows(), files);
            return files.pages;
        } finally {
            storage.release();
        }
    }

    private ExtractionPlan proposal(long number, Origin origin, List<List<String>> bounds, List<SourceColumn> key) {
        return new ExtractionPlan(
                number,
                UUID.randomUUID().toString(),
                clock.instant(),
                Optional.of(origin),
                table.table(),
                key.stream().map(SourceColumn::name).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                bounds);
    }

    private void complete(ExtractionPlan plan, LandedPages landed, int pages) {
        Set<Integer> present = landed.present();
        // Noted before it can be taken: what another process gave up, and removes, must never be.
        if (present.size() < pages || !log.done(plan, LANDED)) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "EXTRACTION_REMOVED",
                    "Pages of " + table.table() + " went before all had landed",
                    "of " + pages + " there are " + present.size(),
                    "run again, and see that nobody removes files from the landing folder of " + source.name()
                            + "; one of which no page lands for a day is given up and removed");
        }
        landed.complete();
    }

    private void removeGivenUp() {
        Instant limit = clock.instant().minus(GIVEN_UP);
        for (ExtractionPlan plan : log.unfinished()) {
            LandedPages landed = new LandedPages(storage, source, plan);
            if (plan.watermark().isPresent()) {
                continue;
            }
            if (landed.isComplete()) {
                log.done(plan, LANDED);
            } else if (plan.plannedAt().isBefore(limit)
                    && landed.lastLanded().filter(limit::isBefore).isEmpty()
                    && log.done(plan, "given up")) {
                landed.remove();
            }
        }
    }

    private final class Landing implements PageReader.NumberedFiles {
        private final LandedPages landed;
        private int pages;
        private Path current = Path.of("");

        Landing(LandedPages landed) {
            this.landed = landed;
        }

        @Override
        public Path next() {
            current = storage.scratchFolder().resolve(pages + ".parquet");
            return current;
        }

        @Override
        public void finished() {
            landed.land(pages++, current);
        }
    }
}
