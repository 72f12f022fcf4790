package dev.lakehouse.engine.duckdb;

import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedFile.Shape;

/** Parts a batch's files, in their order, into runs that one statement reads and one data file holds. */
final class LandedGroups {
    /** Text shrinks to about a quarter as Parquet: this much of it fills a data file of 128 MB. */
    private static final long TEXT_BYTES = 512L << 20;

    private static final long PARQUET_BYTES = 128L << 20;

    private LandedGroups() {}

    /** Groups of one run of files that are alike have about the same size, so that whoever loads them at once is done at once. */
    static List<List<LandedFile>> of(List<LandedFile> files) {
        List<List<LandedFile>> groups = new ArrayList<>();
        List<LandedFile> run = new ArrayList<>();
        for (LandedFile file : files) {
            if (file.shape() instanceof Shape.Empty) {
                continue;
            }
            if (!run.isEmpty() && !alike(run.get(0), file)) {
                groups.addAll(parted(run));
                run.clear();
            }
            run.add(file);
        }
        groups.addAll(parted(run));
        return groups;
    }

    private static List<List<LandedFile>> parted(List<LandedFile> run) {
        List<List<LandedFile>> groups = new ArrayList<>();
        List<LandedFile> group = new ArrayList<>();
        long rest = bytes(run);
        long bytes = 0;
        for (LandedFile file : run) {
            long limit = file.shape() instanceof Shape.Parquet ? PARQUET_BYTES : TEXT_BYTES;
            // What is left, parted evenly among as few as can hold it; a file that is half over the share still joins.
            long share = rest / Math.max(1, (rest + limit - 1) / limit);
            if (!group.isEmpty() && (bytes + file.bytes() > limit || bytes + file.bytes() / 2 > share)) {
                groups.add(List.copyOf(group));
                group.clear();
                rest -= bytes;
                bytes = 0;
            }
            group.add(file);
            bytes += file.bytes();
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }

    private static long bytes(List<LandedFile> files) {
        return files.stream().mapToLong(LandedFile::bytes).sum();
    }

    /** Runs of groups that have the same columns, which can thus be read in any order; each of the others by itself. */
    static List<List<List<LandedFile>>> alike(List<List<LandedFile>> groups) {
        List<List<List<LandedFile>>> runs = new ArrayList<>();
        for (List<LandedFile> group : groups) {
            LandedFile first = group.get(0);
            boolean joins = !runs.isEmpty()
                    && first.shape() instanceof Shape.Delimited
                    && alike(runs.get(runs.size() - 1).get(0).get(0), first);
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(group);
        }
        return runs;
    }

    private static boolean alike(LandedFile first, LandedFile file) {
        return first.shape().equals(file.shape()) && first.columns().equals(file.columns());
    }
}
