package dev.lakehouse.landing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.batch.BatchPlan;
import dev.lakehouse.table.batch.PlannedFile;

import static java.util.Objects.requireNonNull;

/**
 * Warns of files that are taken in after those of later days where tables keep, of each key, the row that was ingested last:
 * older values replace newer ones there. Files whose paths name a day are compared with one another, and so are those that go
 * by the day of their upload, for an upload of long ago's files is recent.
 */
final class OlderFiles {
    private final Storage storage;
    private final Source source;
    private final List<TableName> lastRowWins;
    private final TreeSet<String> paths = new TreeSet<>();
    private Optional<Long> firstBatch = Optional.empty();

    /** @param lastRowWins the tables made from the source that have keys, but no sequence */
    OlderFiles(Storage storage, Source source, List<TableName> lastRowWins) {
        this.storage = requireNonNull(storage, "storage is null");
        this.source = requireNonNull(source, "source is null");
        this.lastRowWins = List.copyOf(lastRowWins);
    }

    /** A batch is about to be carried out by this run. */
    void planned(BatchPlan plan) {
        firstBatch = firstBatch.or(() -> Optional.of(plan.number()));
        plan.files().forEach(file -> paths.add(file.path()));
    }

    /** @param plans all of the source's; those before the run's first were carried out earlier */
    Optional<String> notice(Collection<BatchPlan> plans) {
        if (lastRowWins.isEmpty() || firstBatch.isEmpty()) {
            return Optional.empty();
        }
        TreeSet<String> before = plans.stream()
                .filter(plan -> plan.number() < firstBatch.get())
                .flatMap(plan -> plan.files().stream())
                .map(PlannedFile::path)
                .collect(Collectors.toCollection(TreeSet::new));
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Map<String, LocalDate> named = named(before);
        Map<String, LocalDate> ours = named(paths);
        List<String> older = older(ours, named);
        if (ours.size() < paths.size() && named.size() < before.size()) {
            Map<String, LocalDate> uploads = uploads();
            older.addAll(older(without(ours, paths, uploads), without(named, before, uploads)));
        }
        return older.isEmpty() ? Optional.empty() : Optional.of(sentence(older));
    }

    private String sentence(List<String> older) {
        String tables = lastRowWins.stream().map(TableName::toString).collect(Collectors.joining(", "));
        return (older.size() == 1 ? "1 file is of an earlier day" : older.size() + " files are of earlier days")
                + " than files that were taken in before, such as " + older.get(0) + ": without a sequence, "
                + tables + " " + (lastRowWins.size() == 1 ? "keeps" : "keep")
                + " of each key the row that was ingested last, so older values may have replaced newer ones;"
                + " name a sequence in the pipeline and make the table anew with a full refresh";
    }

    private static List<String> older(Map<String, LocalDate> ours, Map<String, LocalDate> before) {
        Optional<LocalDate> newest = before.values().stream().max(LocalDate::compareTo);
        return ours.entrySet().stream()
                .filter(file -> newest.filter(file.getValue()::isBefore).isPresent())
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, LocalDate> named(Collection<String> files) {
        Map<String, LocalDate> days = new HashMap<>();
        for (String file : files) {
            LandingDays.named(new StoragePath(file)).ifPresent(day -> days.put(file, day));
        }
        return days;
    }

    /** The days of the uploads of those files that are still there and name no day. */
    private static Map<String, LocalDate> without(
            Map<String, LocalDate> named, Collection<String> files, Map<String, LocalDate> uploads) {
        return files.stream()
                .filter(file -> !named.containsKey(file) && uploads.containsKey(file))
                .collect(Collectors.toMap(file -> file, uploads::get));
    }

    private Map<String, LocalDate> uploads() {
        return storage.list(new SourcePattern(source).fixedFolder()).stream()
                .collect(Collectors.toMap((StoredFile file) -> file.path().value(), LandingDays::landed, (a, b) -> a));
    }
}
