package dev.lakehouse.landing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.lakehouse.config.pipeline.ChangedFilePolicy;
import dev.lakehouse.config.pipeline.LoadMode;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

/** Tells the files of a source that no batch has taken from those that one has, by path and fingerprint. */
final class NewFiles {
    private final Storage storage;
    private final Source source;
    private final LandingDays days;
    private final Map<String, Set<String>> taken = new HashMap<>();
    private final List<String> notices = new ArrayList<>();
    private int withoutDay;

    NewFiles(Storage storage, Source source, LandingDays days, List<BatchPlan> plans) {
        this.storage = storage;
        this.source = source;
        this.days = days;
        for (BatchPlan plan : plans) {
            for (PlannedFile file : plan.files()) {
                taken.computeIfAbsent(file.path(), path -> new HashSet<>()).add(file.fingerprint());
            }
        }
    }

    /** Those that no batch has, in the order of their paths, which is the order in which later rows win. */
    List<StoredFile> find() {
        return find(this::isNew);
    }

    /** All that the run is about, whether a batch has them or not. */
    List<StoredFile> findAll() {
        return find(any -> true);
    }

    private List<StoredFile> find(Predicate<StoredFile> wanted) {
        SourcePattern pattern = new SourcePattern(source);
        StoragePath folder = pattern.fixedFolder();
        List<StoredFile> found = new ArrayList<>();
        boolean landed = !taken.isEmpty();
        int ofOtherDays = 0;
        List<StoredFile> listed = storage.list(folder);
        Predicate<StoredFile> whole = ofWholeSnapshots(listed);
        for (StoredFile file : listed) {
            if (pattern.matches(file.path()) && whole.test(file)) {
                landed = true;
                withoutDay += goesByItsUpload(file) ? 1 : 0;
                if (!days.include(file)) {
                    ofOtherDays += taken.containsKey(file.path().value()) ? 0 : 1;
                } else if (wanted.test(file)) {
                    found.add(file);
                }
            }
        }
        storage.brokenLinks(folder).stream()
                .filter(pattern::matches)
                .forEach(link -> notices.add(link + " is left alone: it is a link to a file that is not there"));
        if (ofOtherDays > 0) {
            notices.add(ofOtherDays + (ofOtherDays == 1 ? " file" : " files")
                    + " of other days wait for a run that is about these");
        }
        if (!landed) {
            notices.add(NothingLanded.sentence(storage, source, folder));
        }
        return found;
    }

    /** Of a table that is extracted whole, files are those of extractions that came to their end. */
    private Predicate<StoredFile> ofWholeSnapshots(List<StoredFile> listed) {
        if (source.database().isEmpty() || !(source.mode() instanceof LoadMode.Full)) {
            return any -> true;
        }
        Set<StoragePath> complete = new HashSet<>();
        listed.stream()
                .filter(file -> file.path().fileName().equals(Source.COMPLETE))
                .forEach(file -> complete.add(file.path().folder()));
        return file -> complete.contains(file.path().folder());
    }

    private boolean goesByItsUpload(StoredFile file) {
        return !days.areAll()
                && !taken.containsKey(file.path().value())
                && LandingDays.named(file.path()).isEmpty();
    }

    /** How many files, of those that no batch has, are in or out of the run's days by the day of their upload. */
    Optional<String> withoutDay() {
        if (withoutDay == 0) {
            return Optional.empty();
        }
        return Optional.of((withoutDay == 1
                        ? "1 file has no day in its path, and goes"
                        : withoutDay + " files have no day in their path, and go")
                + " by the day, in UTC, of the upload");
    }

    /** Sentences about files that were left alone. */
    List<String> notices() {
        return notices;
    }

    /** Whether no batch has it with this content; notes, or throws, what the source says of one that was overwritten. */
    boolean isNew(StoredFile file) {
        Set<String> fingerprints = taken.get(file.path().value());
        if (fingerprints == null) {
            return true;
        }
        if (fingerprints.contains(file.fingerprint())) {
            return false;
        }
        if (source.changedFiles() == ChangedFilePolicy.FAIL) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "FILE_CHANGED",
                    file.path() + " was overwritten after it had been taken in",
                    "the source " + source.name() + " says changed_files: fail",
                    "land it under a new name, or set changed_files to ingest-again or ignore");
        }
        if (source.changedFiles() == ChangedFilePolicy.IGNORE) {
            notices.add(file.path() + " was overwritten after it had been taken in, and is ignored");
            return false;
        }
        notices.add(file.path() + " was overwritten after it had been taken in, and is taken in again");
        return true;
    }
}
