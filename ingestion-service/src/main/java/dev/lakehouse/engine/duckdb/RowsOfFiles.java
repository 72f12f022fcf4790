package dev.lakehouse.engine.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.LandedRows;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.table.WrittenFile;

/** Counts the rows that landing files have become. */
final class RowsOfFiles {
    private RowsOfFiles() {}

    /** How many rows a landing file has, and how many of them have rescued values. */
    record Rows(long rows, long rescued) {
        Rows plus(Rows more) {
            return new Rows(rows + more.rows, rescued + more.rescued);
        }
    }

    /**
     * By landing file, what data files have of it. Of one alone their own statistics say it; else two columns are read, in which values
     * stand in runs.
     */
    static Map<String, Rows> in(Session session, Path folder, List<LandedFile> landed, List<WrittenFile> written)
            throws SQLException {
        Map<String, Rows> found = new HashMap<>();
        if (written.isEmpty()) {
            return found;
        }
        if (landed.size() == 1) {
            long rows = written.stream().mapToLong(WrittenFile::rows).sum();
            found.put(landed.get(0).name(), new Rows(rows, rescued(written)));
            return found;
        }
        String file = ProvenanceColumns.SOURCE_FILE;
        session.forEach(
                "select " + file + ", count(*), count(" + ProvenanceColumns.RESCUED + ") from read_parquet("
                        + Sql.files(written.stream()
                                .map(each -> folder.resolve(each.name()))
                                .toList())
                        + ", hive_partitioning = false) group by " + file,
                row -> found.put(row.getString(1), new Rows(row.getLong(2), row.getLong(3))));
        return found;
    }

    /** How many rows have a rescued value, as the files' own statistics say. */
    static long rescued(List<WrittenFile> written) {
        return written.stream()
                .mapToLong(file -> file.rows()
                        - file.ranges().get(ProvenanceColumns.RESCUED).nulls())
                .sum();
    }

    /** What became of each landing file, in their order. */
    static List<LandedRows> of(List<LandedFile> files, Map<String, Rows> rows, Malformed malformed)
            throws SQLException {
        Map<String, Malformed.OfFile> refused = malformed.byFile();
        List<LandedRows> outcomes = new ArrayList<>();
        for (LandedFile file : files) {
            Rows taken = rows.getOrDefault(file.name(), new Rows(0, 0));
            Malformed.OfFile others = refused.getOrDefault(file.name(), new Malformed.OfFile(0, Optional.empty()));
            outcomes.add(
                    new LandedRows(file.name(), taken.rows(), taken.rescued(), others.lines(), others.unreadable()));
        }
        return outcomes;
    }
}
