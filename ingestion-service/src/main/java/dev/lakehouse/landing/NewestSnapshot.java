package dev.lakehouse.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.lakehouse.config.pipeline.LoadMode.Snapshot;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.batch.BatchPlan;

import static java.util.Objects.requireNonNull;

/**
 * Chooses, of all the snapshots of a table that have landed, the one that the table is to be: the last one by its path. One of which a
 * file cannot be taken in is none, and the next older one is looked at, as long as it is newer than what the table is already.
 */
final class NewestSnapshot {
    private final Snapshot kind;
    private final Predicate<StoredFile> isNew;

    /** @param isNew whether a file has not been taken in with this content */
    NewestSnapshot(Snapshot kind, Predicate<StoredFile> isNew) {
        this.kind = requireNonNull(kind, "kind is null");
        this.isNew = requireNonNull(isNew, "isNew is null");
    }

    /**
     * What is to be taken in.
     *
     * @param files none where the table is the newest already
     * @param passedOver how many snapshots are newer than the table, and older than this one
     */
    record Choice(List<StoredFile> files, int passedOver) {}

    /**
     * Chooses.
     *
     * @param landed all files of the source, in the order of their paths
     * @param isSound whether all files of a snapshot can be taken in; asked of the newest first, and of no more than needed
     */
    Choice choose(List<StoredFile> landed, List<BatchPlan> plans, Predicate<List<StoredFile>> isSound) {
        String taken = plans.isEmpty() ? "" : name(plans.get(plans.size() - 1));
        TreeMap<String, List<StoredFile>> candidates = landed.stream()
                .collect(Collectors.groupingBy(file -> name(file.path()), TreeMap::new, Collectors.toList()));
        List<Map.Entry<String, List<StoredFile>>> newer =
                new ArrayList<>(candidates.tailMap(taken, true).descendingMap().entrySet());
        for (int i = 0; i < newer.size(); i++) {
            List<StoredFile> files = newer.get(i).getValue();
            boolean isTheTable =
                    newer.get(i).getKey().equals(taken) && files.stream().noneMatch(isNew);
            if (isTheTable) {
                break;
            }
            if (isSound.test(files)) {
                int others = newer.size() - i - 1;
                boolean tableIsThere = newer.get(newer.size() - 1).getKey().equals(taken);
                return new Choice(files, tableIsThere && others > 0 ? others - 1 : others);
            }
        }
        return new Choice(List.of(), 0);
    }

    private String name(BatchPlan plan) {
        return name(new StoragePath(plan.files().get(0).path()));
    }

    /** Names of snapshots are in the order of their files. */
    private String name(StoragePath file) {
        return switch (kind) {
            case FILE -> file.value();
            case FOLDER ->
                file.value()
                        .substring(0, file.value().length() - file.fileName().length());
        };
    }
}
