package dev.lakehouse.landing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.LoadMode.Snapshot;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.landing.unpack.PackedName;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.LandedBatch;
import dev.lakehouse.stage.RefusedFile;
import dev.lakehouse.stage.StageCounts;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.batch.BatchLog;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

import static java.util.Objects.requireNonNull;

/**
 * Plans the batches of a source. A batch that was planned is carried out with just those files, before any other; a file that
 * was looked into and found wanting is in no batch, and is looked into again by the next run.
 */
public final class PlanBatches {
    /** About as much as text shrinks. */
    private static final int UNPACKED_TIMES = 10;

    private final Storage storage;
    private final Source source;
    private final LandingDays days;
    private final FileInspector inspector;
    private final Clock clock;
    private final BatchLog log;
    private final Set<String> reported = new java.util.HashSet<>();
    private final Map<String, RefusedFile> refusedFiles = new LinkedHashMap<>();
    private final OlderFiles older;
    private boolean looked;

    /**
     * @param days whose files are taken in; those of a batch that was planned before are taken in whatever they are of
     * @param expected the columns that the pipeline reads from this source; empty where it does not say
     * @param lastRowWins the tables made from the source that have keys, but no sequence
     */
    public PlanBatches(
            Storage storage,
            Source source,
            LandingDays days,
            Set<String> expected,
            List<TableName> lastRowWins,
            Clock clock) {
        this.storage = requireNonNull(storage, "storage is null");
        this.source = requireNonNull(source, "source is null");
        this.days = requireNonNull(days, "days is null");
        this.inspector = new FileInspector(storage, source, expected);
        this.clock = requireNonNull(clock, "clock is null");
        this.log = new BatchLog(storage, source.table());
        // Of snapshots the newest is taken, whatever came before it.
        this.older = new OlderFiles(storage, source, source.mode() instanceof Full ? List.of() : lastRowWins);
    }

    /**
     * The batch to do next; after the last, {@code counts} hears of what the run's files did to those before them.
     *
     * @param applied the last batch that the bronze table has
     * @param counts hears of every file that cannot be taken in
     */
    public Optional<LandedBatch> next(long applied, StageCounts counts) {
        Optional<BatchPlan> unfinished = log.find(applied + 1);
        if (unfinished.isPresent()) {
            storage.prefetch(unfinished.get().files().stream()
                    .map(file -> storage.find(new StoragePath(file.path())))
                    .flatMap(Optional::stream)
                    .toList());
            return Optional.of(planned(unfinished.get(), counts));
        }
        List<BatchPlan> plans = log.all();
        List<PlannedFile> files = choose(plans, counts);
        if (files.isEmpty()) {
            older.notice(plans).filter(reported::add).ifPresent(counts::notice);
            return Optional.empty();
        }
        BatchPlan plan = log.plan(
                new BatchPlan(applied + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), files, Map.of(), ""));
        return Optional.of(planned(plan, counts));
    }

    /** The files that were looked into and are in no batch. */
    public List<RefusedFile> refused() {
        return List.copyOf(refusedFiles.values());
    }

    private List<PlannedFile> choose(List<BatchPlan> plans, StageCounts counts) {
        NewFiles newFiles = new NewFiles(storage, source, days, plans);
        List<PlannedFile> chosen = source.mode() instanceof Full full
                ? newestSnapshot(newFiles, full.snapshot(), plans, counts)
                : newOnes(newFiles, counts);
        newFiles.notices().stream().filter(reported::add).forEach(counts::notice);
        return chosen;
    }

    /** However large it is: half a snapshot is none. */
    private List<PlannedFile> newestSnapshot(
            NewFiles newFiles, Snapshot kind, List<BatchPlan> plans, StageCounts counts) {
        NewestSnapshot.Choice choice = new NewestSnapshot(kind, newFiles::isNew)
                .choose(newFiles.findAll(), plans, files -> {
                    storage.prefetch(files);
                    return files.stream().map(file -> isTaken(file, counts)).reduce(true, Boolean::logicalAnd);
                });
        if (choice.passedOver() > 0) {
            counts.notice((choice.passedOver() == 1 ? "1 snapshot is" : choice.passedOver() + " snapshots are")
                    + " passed over: the newest one is the table");
        }
        return choice.files().stream().map(PlanBatches::planned).toList();
    }

    private List<PlannedFile> newOnes(NewFiles newFiles, StageCounts counts) {
        List<PlannedFile> chosen = new ArrayList<>();
        List<StoredFile> found = newFiles.find();
        if (!looked) {
            // After a batch there are fewer of them.
            newFiles.withoutDay().ifPresent(counts::notice);
            looked = true;
        }
        storage.prefetch(thisBatchAndTheNext(found));
        long bytes = 0;
        for (StoredFile file : found) {
            boolean full = chosen.size() == source.maxFiles()
                    || (!chosen.isEmpty()
                            && bytes + weight(file) > source.maxBytes().bytes());
            if (full) {
                break;
            }
            if (isTaken(file, counts)) {
                chosen.add(planned(file));
                bytes += weight(file);
            }
        }
        return chosen;
    }

    private static PlannedFile planned(StoredFile file) {
        return new PlannedFile(file.path().value(), file.bytes(), file.fingerprint());
    }

    private boolean isTaken(StoredFile file, StageCounts counts) {
        Inspection inspection = inspect(file);
        if (inspection instanceof Inspection.Refused refused) {
            report(refused.problem(), counts);
            refusedFiles.put(file.path().value(), new RefusedFile(file, refused.problem()));
            return false;
        }
        inspection.notice().filter(reported::add).ifPresent(counts::notice);
        return true;
    }

    /** While the engine works on a batch, the files of the next are brought. */
    private List<StoredFile> thisBatchAndTheNext(List<StoredFile> files) {
        List<StoredFile> soon = new ArrayList<>();
        long bytes = 0;
        for (StoredFile file : files) {
            bytes += weight(file);
            if (!soon.isEmpty()
                    && (soon.size() == 2 * source.maxFiles()
                            || bytes > 2 * source.maxBytes().bytes())) {
                break;
            }
            soon.add(file);
        }
        return soon;
    }

    /** A file that cannot be opened now keeps no other file out; the next run tries again. */
    private Inspection inspect(StoredFile file) {
        try {
            return inspector.inspect(file);
        } catch (LakehouseException e) {
            return new Inspection.Refused(file.path().value(), e.getMessage());
        }
    }

    private void report(String problem, StageCounts counts) {
        if (reported.add(problem)) {
            counts.problem(problem);
        }
    }

    /** In bytes. What is packed takes room on this machine once it is unpacked. */
    private static long weight(StoredFile file) {
        return file.bytes() * (PackedName.of(file.path().value()).packed() ? UNPACKED_TIMES : 1);
    }

    private LandedBatch planned(BatchPlan plan, StageCounts counts) {
        if (plan.again().isEmpty()) {
            older.planned(plan);
        }
        OpenedNotes notes = new OpenedNotes();
        OpenLanded opening = new OpenLanded(storage, source, inspector, notes);
        List<LandedFile> files = new ArrayList<>();
        List<LandedFile> unreadable = new ArrayList<>();
        Map<String, Instant> modified = new HashMap<>();
        for (PlannedFile file : plan.files()) {
            Optional<StoredFile> found = storage.find(new StoragePath(file.path()));
            found.filter(it -> it.fingerprint().equals(file.fingerprint()))
                    .ifPresent(it -> modified.put(file.path(), it.modified()));
            for (LandedFile opened : asPlanned(file, found, opening)) {
                (opened.shape() instanceof Shape.Unreadable ? unreadable : files).add(opened);
            }
        }
        notes.report(counts, reported);
        // Behind all rows, so that those before and after them are read, and written, together.
        files.addAll(unreadable);
        return new LandedBatch(plan, files, modified);
    }

    /** A file that is not the one that was planned any more is not read in its place: its new content is a new file. */
    private static List<LandedFile> asPlanned(PlannedFile planned, Optional<StoredFile> found, OpenLanded opening) {
        if (found.isEmpty()) {
            return lost(planned, "it was deleted between the planning of its batch and its reading");
        }
        if (!found.get().fingerprint().equals(planned.fingerprint())) {
            return lost(planned, "it was overwritten between the planning of its batch and its reading");
        }
        return opening.open(found.get());
    }

    private static List<LandedFile> lost(PlannedFile planned, String reason) {
        return List.of(new LandedFile(
                planned.path(),
                // Nobody reads it.
                Path.of(planned.path()),
                planned.bytes(),
                new Shape.Unreadable(reason),
                List.of()));
    }
}
