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

    static List<List<LandedFile>> of(List<LandedFile> files) {
        List<List<LandedFile>> groups = new ArrayList<>();
        List<LandedFile> run = new ArrayList<>();
        for (LandedFile file : files) {
            if (file.shape() instanceof Shape.Empty) {
                continue;
            }
            if (!run.isEmpty() && !alike(run.get(0), file)) {
                groups.addAll(even(run));
                run.clear();
            }
            run.add(file);
        }
        if (!run.isEmpty()) {
            groups.addAll(even(run));
        }
        return groups;
    }

    /** As few groups as can be, whose largest is as small as can be: whoever loads them at once then waits least for the last. */
    private static List<List<LandedFile>> even(List<LandedFile> run) {
        long most = run.get(0).shape() instanceof Shape.Parquet ? PARQUET_BYTES : TEXT_BYTES;
        int fewest = filled(run, most).size();
        long tooSmall = 0;
        while (most - tooSmall > 1) {
            long tried = tooSmall + (most - tooSmall) / 2;
            if (filled(run, tried).size() > fewest) {
                tooSmall = tried;
            } else {
                most = tried;
            }
        }
        return filled(run, most);
    }

    /** Groups of at most so many bytes, or of one file. */
    private static List<List<LandedFile>> filled(List<LandedFile> run, long most) {
        List<List<LandedFile>> groups = new ArrayList<>();
        int from = 0;
        long bytes = 0;
        for (int i = 0; i < run.size(); i++) {
            long more = run.get(i).bytes();
            if (i > from && bytes + more > most) {
                groups.add(List.copyOf(run.subList(from, i)));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        groups.add(List.copyOf(run.subList(from, run.size())));
        return groups;
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
