package dev.lakehouse.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Turns a group of landing files of one shape into a data file, or into more where some of them cannot be read through. */
final class IngestGroup {
    private static final Set<String> NOT_THE_FILES_FAULT =
            Set.of("DISK_FULL", "MEMORY_EXHAUSTED", "WRITE_REFUSED", "SQL_INVALID");

    private final Session session;
    private final IngestWork work;
    private final ParquetOutput output;
    private final Malformed malformed;
    private final Progress progress;
    private final List<WrittenFile> written = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** Sound copies, and what they are copies of. */
    private final Map<Path, LandedFile> copies = new HashMap<>();

    private final Set<String> outside = new HashSet<>();
    private TableSchema schema;

    /** @param schema the bronze table's columns so far */
    IngestGroup(
            Session session,
            IngestWork work,
            TableSchema schema,
            ParquetOutput output,
            Malformed malformed,
            Progress progress) {
        this.session = session;
        this.work = work;
        this.schema = schema;
        this.output = output;
        this.malformed = malformed;
        this.progress = progress;
    }

    IngestedGroup of(List<LandedFile> group) throws SQLException {
        try {
            ingest(group);
            return new IngestedGroup(
                    schema, written, unreadable, outside, RowsOfFiles.in(session, output.folder(), group, written));
        } finally {
            deleteCopies();
        }
    }

    private void ingest(List<LandedFile> group) throws SQLException {
        if (group.get(0).shape() instanceof Shape.Unreadable lost) {
            for (LandedFile file : group) {
                refuse(file, lost.reason());
            }
            return;
        }
        long bytes = group.stream().mapToLong(LandedFile::bytes).sum();
        progress.begin("reading " + describe(group), bytes, Progress.Unit.BYTES);
        TableSchema before = schema;
        try {
            if (group.get(0).shape() instanceof Shape.Decoded) {
                ingestDecoded(group);
                return;
            }
            LandingReader reader = reader(group.get(0).shape());
            let(LandedSchema.of(work, schema, reader.columns(group, schema), describe(group)));
            written.addAll(reader.write(group, schema, malformed, progress));
        } catch (SQLException e) {
            LakehouseException failure = EngineFailures.of("reading " + describe(group), e);
            if (NOT_THE_FILES_FAULT.contains(failure.code())) {
                throw failure;
            }
            schema = before;
            RejectedLines.drop(session);
            ingestParts(group, failure);
        } finally {
            progress.end();
        }
    }

    private void ingestDecoded(List<LandedFile> group) throws SQLException {
        DecodedReader reader = new DecodedReader(session, work, output, malformed, progress);
        reader.read(group, schema);
        let(reader.schema());
        written.addAll(reader.written());
        for (Map.Entry<Integer, String> broken : reader.broken().entrySet()) {
            refuse(group.get(broken.getKey()), EngineFailures.brief(broken.getValue()));
        }
    }

    /** One file that cannot be read through does not keep the others out, nor one of its lines the rest of it. */
    private void ingestParts(List<LandedFile> group, LakehouseException failure) throws SQLException {
        for (LandedFile file : group) {
            if (!copies.containsKey(file.local())) {
                malformed.forget(file.name());
            }
        }
        if (group.size() > 1) {
            int half = group.size() / 2;
            ingest(group.subList(0, half));
            ingest(group.subList(half, group.size()));
            return;
        }
        LandedFile file = group.get(0);
        boolean text = file.shape() instanceof Shape.Delimited || file.shape() instanceof Shape.JsonLines;
        if (text && !copies.containsKey(file.local())) {
            ingestSoundCopy(file);
        } else {
            malformed.forget(file.name());
            refuse(copies.getOrDefault(file.local(), file), EngineFailures.brief(failure.why()));
        }
    }

    private void ingestSoundCopy(LandedFile file) throws SQLException {
        String encoding =
                file.shape() instanceof Shape.Delimited ? work.source().csv().encoding() : "utf-8";
        RecordShape shape = RecordShape.of(file, work.source());
        try {
            Path copy = session.scratchFile("sound-", ".txt");
            copies.put(copy, file);
            LandedFile sound = new SoundCopy(shape, encoding, file.name(), malformed).of(file, copy);
            ingest(List.of(sound));
        } catch (IOException e) {
            LakehouseException failure =
                    EngineFailures.of("reading " + file.name(), new SQLException("IO Error: " + e.getMessage(), e));
            if (NOT_THE_FILES_FAULT.contains(failure.code())) {
                throw failure;
            }
            malformed.forget(file.name());
            refuse(file, failure.why());
        }
    }

    private void refuse(LandedFile file, String reason) throws SQLException {
        malformed.add(Malformed.FILE, reason, file.name(), 0, null);
        // An archive that is landed anew brings its sound members, too, a second time.
        String advice = file.name().contains("!")
                ? "; land a sound copy of it as a file of its own"
                : "; put a sound copy in its place, which is then taken in as a new file";
        unreadable.add(file.name() + " cannot be read through and is in quarantine as a whole: " + reason + advice);
    }

    private void let(LandedSchema landed) {
        schema = landed.schema();
        outside.addAll(landed.outside());
    }

    private LandingReader reader(Shape shape) {
        Supplier<BronzeSelect> select = () -> new BronzeSelect(session, work);
        if (shape instanceof Shape.Delimited) {
            return new CsvReader(session, work.source(), output, select);
        }
        if (shape instanceof Shape.Parquet) {
            return new ParquetReader(session, output, select);
        }
        return new JsonReader(session, work.source(), output, select);
    }

    private void deleteCopies() {
        for (Path copy : copies.keySet()) {
            try {
                Files.deleteIfExists(copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A group in a few words. */
    static String describe(List<LandedFile> group) {
        String first = group.get(0).name();
        return group.size() == 1 ? first : first + " and " + (group.size() - 1) + " more";
    }
}
