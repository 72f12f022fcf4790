package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.SchemaEvolution;
import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.Ingested;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out a bronze batch. Files of one shape go into one data file until that is about full. Where a crew can be had, it
 * takes groups that are alike at once, or pieces of one large file; what is left over is done here with all threads. Whoever writes
 * them, data files in the order of their names have the rows in the order of the landing files.
 */
final class IngestFiles {
    private static final Logger LOG = LoggerFactory.getLogger(IngestFiles.class);

    /** Of a landing file. */
    private static final long TINY_BYTES = 16 << 10;

    private final Database database;
    private final Session session;
    private final IngestWork work;
    private final Progress progress;
    private final ParquetOutput output;
    private final ParquetOutput quarantine;
    private final Malformed malformed;

    /** @param session of that database */
    IngestFiles(Database database, Session session, IngestWork work, Progress progress) throws SQLException {
        this.database = database;
        this.session = session;
        this.work = work;
        this.progress = progress;
        this.output = new ParquetOutput(session, work.output(), work.fileNames());
        this.quarantine = new ParquetOutput(session, work.quarantine(), work.fileNames());
        this.malformed = new Malformed(session);
    }

    Ingested run() {
        try {
            IngestedGroup all = new IngestedGroup(work.known(), List.of(), List.of(), Set.of(), Map.of());
            for (List<List<LandedFile>> groups : LandedGroups.alike(LandedGroups.of(work.files()))) {
                all = ingest(groups, all);
            }
            TableSchema schema =
                    all.schema().columns().isEmpty() ? new TableSchema(ProvenanceColumns.ALL) : all.schema();
            List<WrittenFile> refused = malformed.count() == 0
                    ? List.of()
                    : quarantine.ordered(
                            malformed.select(work.batch(), work.ingestedAt()), QuarantineSchema.TABLE, Progress.NONE);
            return new Ingested(
                    schema,
                    all.files(),
                    refused,
                    RowsOfFiles.rescued(all.files()),
                    all.unreadable(),
                    work.source().evolution() == SchemaEvolution.NONE ? all.outside() : Set.of(),
                    RowsOfFiles.of(work.files(), all.rows(), malformed));
        } catch (SQLException e) {
            discard();
            throw EngineFailures.of(
                    "reading the landing files of " + work.source().name(), e);
        } catch (RuntimeException e) {
            discard();
            throw e;
        }
    }

    private IngestedGroup ingest(List<List<LandedFile>> groups, IngestedGroup before) throws SQLException {
        List<IngestedGroup> together = ingestTogether(groups, before.schema());
        IngestedGroup all = before;
        for (IngestedGroup group : together) {
            all = all.then(group);
        }
        for (List<LandedFile> group : groups.subList(together.size(), groups.size())) {
            List<IngestedGroup> apart = apart(group, all.schema());
            if (apart.isEmpty()) {
                IngestedGroup ingested =
                        new IngestGroup(session, work, all.schema(), output, malformed, progress).of(group);
                complete(ingested);
                all = all.then(ingested);
            }
            for (IngestedGroup each : apart) {
                all = all.then(each);
            }
        }
        return all;
    }

    private List<IngestedGroup> apart(List<LandedFile> group, TableSchema schema) throws SQLException {
        if (group.get(0).shape() instanceof Shape.Decoded) {
            return ingestDecoded(group, schema);
        }
        return group.size() == 1 ? ingestPieces(group.get(0), schema) : ingestTiny(group, schema);
    }

    /** By one thread, for the rows come one after the other; and where there are several, each call is on another one. */
    private List<IngestedGroup> ingestDecoded(List<LandedFile> group, TableSchema schema) throws SQLException {
        return database.threads() == 1 ? List.of() : groups(Crew.ofOne(database), List.of(group), schema);
    }

    /** As many of the first groups as keep a whole crew at work. */
    private List<IngestedGroup> ingestTogether(List<List<LandedFile>> groups, TableSchema schema) throws SQLException {
        return groups(Crew.of(database, groups.size()), groups, schema);
    }

    /**
     * Of several files that are tiny on average. One thread is not slower with these than two, and a row group ends where it is
     * to end; of what several threads read, each file of a line or so would be a row group by itself (DuckDB 2.0.0).
     */
    private List<IngestedGroup> ingestTiny(List<LandedFile> group, TableSchema schema) throws SQLException {
        long bytes = group.stream().mapToLong(LandedFile::bytes).sum();
        return database.threads() == 1 || bytes >= group.size() * TINY_BYTES
                ? List.of()
                : groups(Crew.ofOne(database), List.of(group), schema);
    }

    private List<IngestedGroup> groups(Optional<Crew> lent, List<List<LandedFile>> groups, TableSchema schema)
            throws SQLException {
        if (lent.isEmpty()) {
            return List.of();
        }
        try (Crew crew = lent.get()) {
            List<List<LandedFile>> shared = groups.subList(
                    0, groups.size() - groups.size() % crew.members().size());
            return together(
                    crew,
                    shared.stream().flatMap(List::stream).toList(),
                    shared.stream()
                            .map(group -> new GroupShare(work, schema, group))
                            .toList());
        } catch (LakehouseException e) {
            if (!e.code().equals("MEMORY_EXHAUSTED")) {
                throw e;
            }
            // What is too much for a part of the memory may fit into the whole.
            return List.of();
        }
    }

    /** Of a large file that is sound; none of another, which is then to be read as a whole. */
    private List<IngestedGroup> ingestPieces(LandedFile file, TableSchema schema) throws SQLException {
        int readers = FilePieces.readers(file, work.source());
        // With more than one thread a member would not read a piece from its first record on.
        Optional<Crew> lent = readers < database.threads() ? Optional.empty() : Crew.of(database, readers);
        if (lent.isEmpty()) {
            return List.of();
        }
        try (Crew crew = lent.get()) {
            try {
                List<Piece> pieces =
                        FilePieces.of(file, work.source(), crew.members().size(), session::check);
                StraightReading reading = new CsvReader(
                                session, work.source(), output, () -> new BronzeSelect(session, work))
                        .reading(List.of(file), schema);
                return pieces.size() < crew.members().size()
                        ? List.of()
                        : together(
                                crew,
                                List.of(file),
                                pieces.stream()
                                        .map(piece -> new IngestPiece(work, schema, file, piece, reading))
                                        .toList());
            } catch (SQLException | IOException e) {
                session.check();
                LOG.debug("{} is read as a whole", file.name(), e);
                return List.of();
            }
        }
    }

    private List<IngestedGroup> together(Crew crew, List<LandedFile> files, List<? extends IngestTogether.Share> shares)
            throws SQLException {
        return new IngestTogether(session, output, malformed, shares, this::complete)
                .by(crew, "reading " + IngestGroup.describe(files), progress);
    }

    private void complete(IngestedGroup group) {
        group.files().forEach(file -> work.complete().accept(file.name()));
    }

    private void discard() {
        output.discard();
        quarantine.discard();
    }
}
